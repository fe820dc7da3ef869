"""The marks that programs which generate pictures leave in a file's words."""

import re

# Names as they stand in fields that say which program made or changed a file.
NAMES = re.compile(
    r"""(?<!\w)(?:
    midjourney|dall[-·\u2022\s]?e(?:[\s-]?[23])?|stable[\s-]?diffusion|sdxl|comfyui|automatic1111|a1111|invoke\s?ai|
    novelai|fooocus|swarmui|draw\s?things|diffusionbee|dreamstudio|stability\s?ai|adobe[\s_]?firefly|firefly\simage|
    google\s(?:generative\s)?ai|google\simagen|imagen[\s-]?[2-9]|gemini|nano[\s-]?banana|vertex\sai|ideogram|
    leonardo[.\s]?ai|flux[.\s-]?[12]|black\sforest\slabs|recraft|runwayml|runway\sgen|krea(?:\.ai|\sai)|craiyon|
    bing\simage\screator|microsoft\sdesigner|chatgpt|openai|gpt[-\s]?(?:image|4o)|grok|
    meta\sai|imagined\swith\sai|doubao|seedream|jimeng|dreamina|kling|qwen[\s-]?image|tongyi\swanxiang|ernie[\s-]vilg|
    hunyuan|playground\s?ai|nightcafe|artbreeder|dreamup|mage\.space|tensor\.?art|seaart|starryai|civitai|
    wombo\s?dream|getimg\.ai|lexica\.art|bria(?:\.ai|\sai)|picsart\sai|freepik\sai|magnific\sai|hotpot\.ai|reve\simage
    )(?!\w)|豆包|即梦|可灵|文心一格|通义万相|混元""",
    re.IGNORECASE | re.VERBOSE,
)
# "Made with Google AI" and its like, as credits say it; people may be named Ai, or like a program.
CREDITS = re.compile(
    r"""\b(?i:made|created|generated|edited|imagined|produced)\s(?i:with|by|using)\s(?:[\w.-]+\s){0,2}AI\b|
    \bAI[-\s](?i:generated)\b|\b(?i:midjourney|dall[-·]e|stable\sdiffusion|chatgpt|adobe\sfirefly)\b""",
    re.VERBOSE,
)
# Names of text fields that only such programs write.
FIELDS = {
    "parameters", "prompt", "workflow", "invokeai_metadata", "invokeai_graph", "sd-metadata", "dream",
    "fooocus_scheme", "generation_data", "hf-job-id",
}  # fmt: skip
# How settings of such programs look inside a comment.
SETTINGS = re.compile(
    r"""\bSteps:\s?\d+,\s?(?:Sampler|Schedule|CFG)|\bNegative\sprompt:|"class_type"\s?:|"sampler(?:_name)?"\s?:|
    "cfg_?scale"\s?:|"sui_image_params"|"(?:uncond|negative_?prompt|uc)"\s?:|\bJob\sID:\s[0-9a-f]{8}-|
    ^(?:prompt|workflow):\s?\{""",
    re.VERBOSE,
)
AIGC_LABEL = re.compile(r"""\bLabel\b["'\s:=\\]{1,10}([123])\b""")
# Label of TC260 (GB 45438-2025): it is generated; it may be; it is suspected to be.
AIGC_CLAIMS = {"1": "yes", "2": "suspected", "3": "suspected"}
MOST_TEXT = 100_000


def mark_program(findings, source, field, name):
    """Note a mark when the name of a program is one that generates pictures."""
    if NAMES.search(name[:MOST_TEXT]):
        findings.mark(source, field, name, "suspected")


def mark_credit(findings, source, field, credit):
    """Note a mark when a credit names AI as the maker."""
    if CREDITS.search(credit[:MOST_TEXT]):
        findings.mark(source, field, credit, "suspected")


def mark_text(findings, source, field, text):
    """Note a mark when a text is an AIGC label, or holds the settings of a program that generates pictures."""
    text = text[:MOST_TEXT]
    if field == "AIGC" or "AIGC" in text:
        mark_label(findings, source, field, text)
    if field.lower() in FIELDS or SETTINGS.search(text):
        findings.mark(source, field, text, "suspected")


def mark_label(findings, source, field, text):
    """Note what a TC260 label says, written as JSON or nearly so."""
    label = AIGC_LABEL.search(text) or re.fullmatch(r"\s*([123])\s*", text)
    if label:
        findings.mark(source, field, text, AIGC_CLAIMS[label[1]])

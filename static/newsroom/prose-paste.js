// Turns what Word, Google Docs and web pages put on the clipboard into what a body may hold. Under a strict policy the
// browser ignores style attributes while it parses, so they are read as data: bold and lists live in them.
import { Extension, Plugin } from "django-prose-editor/editor"

const LIBRARY = /^\/admin\/media\/picture\/[1-9]\d*\/file\/$/
const STYLED = [
  ["strong", /(?<![\w-])font-weight\s*:\s*(bold|[6-9]00)/i],
  ["em", /(?<![\w-])font-style\s*:\s*italic/i],
  ["sup", /(?<![\w-])vertical-align\s*:\s*super/i],
  ["sub", /(?<![\w-])vertical-align\s*:\s*sub\b/i],
]
const PLAIN_WEIGHT = /(?<![\w-])font-weight\s*:\s*(normal|[1-5]00)/i
const RENAMED = { H1: "h2", H4: "h3", H5: "h3", H6: "h3", B: "strong", I: "em" }
const INSERTS = ["data-file", "data-audio", "data-embed", "data-gallery"]
const CELL = ["colspan", "rowspan"]
const KEPT = { A: ["href"], IMG: ["src", "alt", "role"], OL: ["start"], FIGURE: INSERTS, TD: CELL, TH: CELL }

const parse = (html) => {
  const inert = html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<!\[[^>]*>/g, "")
    .replace(/<(style|script|title|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style=").replace(/\son\w+\s*=/gi, " data-on="))
  return new DOMParser().parseFromString(inert, "text/html").body
}

const style = (element) => element.getAttribute("data-style") ?? ""

const unwrap = (element) => element.replaceWith(...element.childNodes)

const rename = (element, tag) => {
  const renamed = element.ownerDocument.createElement(tag)
  for (const { name, value } of element.attributes) renamed.setAttribute(name, value)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

const applyStyles = (body) => {
  for (const element of body.querySelectorAll("b, strong")) if (PLAIN_WEIGHT.test(style(element))) unwrap(element)
  for (const element of body.querySelectorAll("span[data-style], font[data-style]")) {
    for (const [tag, pattern] of STYLED) {
      if (!pattern.test(style(element)) || element.closest(tag)) continue
      const mark = body.ownerDocument.createElement(tag)
      mark.append(...element.childNodes)
      element.append(mark)
    }
  }
}

// Word writes a list as paragraphs that carry their level in a style and their bullet in a span.
const joinWordLists = (body) => {
  let open = []
  let last = null
  for (const paragraph of body.querySelectorAll("p")) {
    const level = Number(/mso-list\s*:\s*l\d+\s+level(\d+)/i.exec(style(paragraph))?.[1] ?? 0)
    if (!level) continue
    const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list\s*:\s*ignore/i.test(style(span)))
    const tag = /^\s*\(?(\d+|[a-z]{1,4})[.)]/i.test(marker?.textContent ?? "") ? "ol" : "ul"
    marker?.remove()
    if (last?.nextElementSibling !== paragraph) open = []
    open = open.slice(0, level)
    if (open.length === level && open[level - 1].localName !== tag) open.pop()
    while (open.length < level) {
      const list = body.ownerDocument.createElement(tag)
      const parent = open.at(-1)
      if (parent) (parent.lastElementChild ?? parent.appendChild(body.ownerDocument.createElement("li"))).append(list)
      else paragraph.before(list)
      open.push(list)
    }
    last = open[0]
    open.at(-1).append(rename(paragraph, "li"))
  }
}

const tidyLists = (body) => {
  for (const list of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const item = list.previousElementSibling
    if (item?.localName === "li") item.append(list)
  }
}

const tidyLinks = (body) => {
  for (const link of body.querySelectorAll("a")) {
    const href = link.getAttribute("href") ?? ""
    if (!/^(https?:|mailto:|tel:|\/)/i.test(href)) {
      unwrap(link)
      continue
    }
    const redirect = /^https:\/\/www\.google\.com\/url\?/.test(href) && new URL(href).searchParams.get("q")
    if (redirect) link.setAttribute("href", redirect)
  }
}

const tidyPictures = (body) => {
  for (const image of body.querySelectorAll("img")) if (!LIBRARY.test(image.getAttribute("src"))) image.remove()
  for (const figure of body.querySelectorAll("figure")) {
    if (figure.querySelector("img") || INSERTS.some((name) => figure.hasAttribute(name))) continue
    figure.querySelector("figcaption")?.remove()
    unwrap(figure)
  }
}

// A table of one cell is a frame around text; one inside another is words.
const tidyTables = (body) => {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const cells = table.querySelectorAll("td, th")
    if (cells.length > 1 && !table.parentElement.closest("table")) continue
    const parts = [...cells].map((cell) => {
      const part = body.ownerDocument.createElement("div")
      part.append(...cell.childNodes)
      return part
    })
    table.replaceWith(...parts)
  }
}

const tidyAttributes = (body, isOffice) => {
  for (const element of body.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      const isSpeech = (name === "lang" && !isOffice) || (name === "dir" && value === "rtl")
      const isPullQuote = element.localName === "aside" && value === "pull-quote"
      if (!isSpeech && !isPullQuote && !KEPT[element.tagName]?.includes(name)) element.removeAttribute(name)
    }
  }
}

export const cleanPasted = (html) => {
  if (html.includes("data-pm-slice")) return html
  const isOffice = /class="?Mso|urn:schemas-microsoft-com|docs-internal-guid/i.test(html)
  const body = parse(html)
  for (const element of body.querySelectorAll("o\\:p, meta, link, br.Apple-interchange-newline")) unwrap(element)
  joinWordLists(body)
  applyStyles(body)
  for (const element of body.querySelectorAll(Object.keys(RENAMED).join())) rename(element, RENAMED[element.tagName])
  tidyLists(body)
  tidyLinks(body)
  tidyPictures(body)
  tidyTables(body)
  tidyAttributes(body, isOffice)
  for (const element of body.querySelectorAll("p, h2, h3, li")) {
    if (!element.textContent.trim() && !element.querySelector("img")) element.remove()
  }
  return body.innerHTML
}

export const PasteCleaner = Extension.create({
  name: "pasteCleaner",

  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleanPasted } })]
  },
})

// What marks words: their language, and links. What marks blocks: the language and direction they came with.
import { Extension, Link as BaseLink, Mark, mergeAttributes, updateAttrsDialog } from "django-prose-editor/editor"

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"])
const NONE = "As the rest of the story"

const speech = () => ({ lang: { default: null }, dir: { default: null } })

export const BlockLanguage = Extension.create({
  name: "blockLanguage",

  addGlobalAttributes() {
    const types = ["paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "caption", "pullQuote"]
    types.push("table", "tableHeader", "tableCell")
    return [{ types, attributes: speech() }]
  },
})

export const Lang = Mark.create({
  name: "lang",

  addOptions() {
    return { languages: [] }
  },

  addAttributes: speech,

  parseHTML() {
    return [{ tag: "span[lang]" }, { tag: "span[dir]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["span", mergeAttributes(HTMLAttributes), 0]
  },

  addCommands() {
    return {
      chooseLanguage:
        () =>
        ({ editor }) => {
          if (editor.state.selection.empty && !editor.isActive("lang")) return false
          const codes = new Map(this.options.languages.map(([code, name]) => [`${name} (${code})`, code]))
          const now = editor.getAttributes("lang").lang
          const language = [...codes].find(([, code]) => code === now)?.[0] ?? NONE
          const properties = { language: { title: "Language of these words", enum: [NONE, ...codes.keys()] } }
          updateAttrsDialog(properties, { title: "Language", submitText: "Set" })(editor, { language }).then((chosen) => {
            if (!chosen) return
            const code = codes.get(chosen.language)
            const chain = editor.chain().focus()
            if (now && editor.state.selection.empty) chain.extendMarkRange("lang")
            if (code) chain.setMark("lang", { lang: code, dir: RIGHT_TO_LEFT.has(code) ? "rtl" : null }).run()
            else chain.unsetMark("lang").run()
          })
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { "Mod-Shift-l": ({ editor }) => editor.commands.chooseLanguage() }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "lang",
      groups: "language",
      button: buttons.material("translate", "language of the selected words (Ctrl-Shift-L)"),
      command: (editor) => editor.commands.chooseLanguage(),
      enabled: (editor) => !editor.state.selection.empty || editor.isActive("lang"),
      active: (editor) => editor.isActive("lang"),
    })
  },
})

// The editor's own dialog also asks for a title and a target, which are not kept.
export const Link = BaseLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          const isLink = editor.isActive("link")
          if (editor.state.selection.empty && !isLink) return false
          const properties = { href: { title: "Link to (https://…, mailto:…, or /about/ on this site)" } }
          const { href } = editor.getAttributes("link")
          updateAttrsDialog(properties, { title: "Link", submitText: "Set" })(editor, { href }).then((chosen) => {
            if (!chosen) return
            const chain = editor.chain().focus()
            if (isLink) chain.extendMarkRange("link")
            const address = chosen.href.trim()
            if (address) chain.setLink({ href: address }).run()
            else chain.unsetLink().run()
          })
          return true
        },
    }
  },
})

// The field around the editor: its name, its language, and the plain text area that stands in for it on request.
import { crel, Extension, Plugin } from "django-prose-editor/editor"

const textareaOf = (editor) => editor.options.element.querySelector(":scope > textarea")

const nameOf = (textarea) =>
  textarea.getAttribute("aria-label") ?? textarea.labels?.[0]?.textContent.trim().replace(/:$/, "") ?? "Text"

export const EditorName = Extension.create({
  name: "editorName",

  addProseMirrorPlugins() {
    const textarea = textareaOf(this.editor)
    const attributes = () => ({
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": nameOf(textarea),
      dir: textarea.dir || "auto",
      ...(textarea.lang && { lang: textarea.lang }),
    })
    return [new Plugin({ props: { attributes } })]
  },

  onCreate() {
    const { editor } = this
    const textarea = textareaOf(editor)
    const focus = () => textarea.offsetParent === null && editor.commands.focus()
    for (const label of textarea.labels ?? []) label.addEventListener("click", focus)
    const follow = () => {
      if (!textarea.id || location.hash !== `#${textarea.id}`) return
      editor.options.element.scrollIntoView()
      focus()
    }
    window.addEventListener("hashchange", follow)
    follow()
    // The story's language may be chosen in the same form.
    new MutationObserver(() => editor.view.dispatch(editor.state.tr)).observe(textarea, {
      attributeFilter: ["lang", "dir"],
    })
  },
})

const isPlain = (node) =>
  node.type.name === "paragraph" && !node.attrs.lang && !node.attrs.dir && node.children.every((child) => !child.marks.length)

const paragraphText = (node) => node.children.map((child) => (child.isText ? child.text : "\n")).join("")

const textOf = (doc) => doc.children.map(paragraphText).join("\n\n").trim()

const docOf = (text) => ({
  type: "doc",
  content: text.split(/\n\s*\n/).map((paragraph) => ({
    type: "paragraph",
    content: paragraph
      .split("\n")
      .flatMap((line, number) => [...(number ? [{ type: "hardBreak" }] : []), ...(line ? [{ type: "text", text: line }] : [])]),
  })),
})

const sourceOf = (html) => html.replace(/(<\/(?:p|h2|h3|ul|ol|li|blockquote|aside|figure|caption|tr|table)>|<(?:ul|ol|blockquote|aside|table|hr)\b[^>]*>)/g, "$1\n").trim()

const NOTES = {
  plain: "Leave an empty line between paragraphs.",
  html: "This text has more than plain paragraphs (headings, lists, links, pictures or emphasis), so you see its HTML. Leave the <tags> in place; an empty line starts a new paragraph.",
}

export const PlainText = Extension.create({
  name: "plainText",

  onCreate() {
    const { editor } = this
    const textarea = textareaOf(editor)
    if (!editor.isEditable) return
    const wrapper = editor.options.element
    const format = crel("input", { type: "hidden", name: `${textarea.name}-format`, value: "" })
    const button = crel("button", { type: "button", className: "prose-plain__switch", textContent: "Write as plain text" })
    const note = crel("span", { className: "prose-plain__note", id: `${textarea.id}-note`, role: "status" })
    wrapper.after(crel("div", { className: "prose-plain" }, [button, note, format]))

    const show = (mode) => {
      format.value = mode
      note.textContent = NOTES[mode] ?? ""
      button.textContent = mode ? "Back to the editor" : "Write as plain text"
      wrapper.classList.toggle("prose-editor--plain", Boolean(mode))
    }
    button.addEventListener("click", () => {
      if (format.value) {
        const content = format.value === "plain" ? docOf(textarea.value) : textarea.value
        editor.commands.setContent(content, { emitUpdate: true })
        show("")
        editor.commands.focus()
        return
      }
      const mode = editor.state.doc.children.every(isPlain) ? "plain" : "html"
      textarea.value = mode === "plain" ? textOf(editor.state.doc) : sourceOf(editor.getHTML())
      show(mode)
      textarea.focus()
    })
  },
})

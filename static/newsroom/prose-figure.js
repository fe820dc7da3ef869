// A picture of the library with its caption. The library opens in a window and answers as file pickers of CKEditor 4 do:
// `opener.CKEDITOR.tools.callFunction(number, address, {alternative_text, caption})`.
import { canInsertNode, Figure as BaseFigure, updateAttrsDialog } from "django-prose-editor/editor"

// Whoever waits is kept in a list that admin_desk/picture-choice.js uses too.
const pick = (pickerUrl, picked) => {
  const tools = ((window.CKEDITOR ??= {}).tools ??= {})
  const waiting = (tools.waiting ??= new Map())
  tools.callFunction ??= (number, ...answer) => {
    waiting.get(Number(number))?.(...answer)
    waiting.delete(Number(number))
  }
  const number = (tools.lastNumber = (tools.lastNumber ?? 0) + 1)
  waiting.set(number, (address, picture = {}) => picked(address, picture))
  const address = `${pickerUrl}${pickerUrl.includes("?") ? "&" : "?"}CKEditorFuncNum=${number}`
  const opened = window.open(address, "_blank", "width=900,height=700")
  if (!opened) window.alert("The library opens in a window of its own: allow this site to open windows.")
}

const figureAt = ({ selection }) => {
  if (selection.node?.type.name === "figure") return { node: selection.node, position: selection.from }
  for (let depth = selection.$from.depth; depth > 0; depth--) {
    const node = selection.$from.node(depth)
    if (node.type.name === "figure") return { node, position: selection.$from.before(depth) }
  }
  return null
}

const ALT = {
  altText: { title: "What the picture shows, for those who cannot see it" },
  isDecorative: { title: "Decorative: it says nothing that the words do not say", type: "boolean" },
}
const DECORATIVE = "presentation"
const imageOf = ({ altText, isDecorative }) => ({
  alt: isDecorative ? "" : altText.trim(),
  role: isDecorative ? DECORATIVE : null,
})

const insert = (editor, src, { alternative_text: altText = "", caption = "" }) => {
  const properties = { ...ALT, caption: { title: "Caption" } }
  const ask = updateAttrsDialog(properties, { title: "Picture", submitText: "Insert" })
  ask(editor, { altText, caption }).then((words) => {
    if (!words) return
    const content = [{ type: "image", attrs: { src, ...imageOf(words) } }]
    if (words.caption.trim()) {
      content.push({ type: "caption", content: [{ type: "text", text: words.caption.trim() }] })
    }
    editor.chain().focus().insertContent({ type: "figure", content }).run()
  })
}

const edit = (editor, { node, position }) => {
  const ask = updateAttrsDialog(ALT, { title: "Picture", submitText: "Set" })
  const { alt, role } = node.firstChild.attrs
  ask(editor, { altText: alt, isDecorative: role === DECORATIVE }).then((words) => {
    if (!words) return
    editor
      .chain()
      .focus()
      .setNodeSelection(position + 1)
      .updateAttributes("image", imageOf(words))
      .run()
  })
}

export const Figure = BaseFigure.extend({
  // Galleries, files and recordings are picked in the same way.
  addStorage() {
    return { pick }
  },

  addGlobalAttributes() {
    const parseHTML = (image) => (image.getAttribute("role") === DECORATIVE ? DECORATIVE : null)
    return [{ types: ["image"], attributes: { role: { default: null, parseHTML } } }]
  },

  addCommands() {
    return {
      ...this.parent?.(),
      editImage:
        () =>
        ({ editor, state, dispatch }) => {
          const figure = figureAt(state)
          if (!figure && !canInsertNode(state, state.schema.nodes.figure)) return false
          if (dispatch && figure) edit(editor, figure)
          else if (dispatch) pick(this.options.pickerUrl, (src, picture) => insert(editor, src, picture))
          return true
        },
      toggleCaption:
        () =>
        ({ state, chain }) => {
          const figure = figureAt(state)
          if (!figure) return false
          const start = figure.position + 1 + figure.node.firstChild.nodeSize
          const { lastChild } = figure.node
          if (lastChild.type.name === "caption") {
            return chain()
              .deleteRange({ from: start, to: start + lastChild.nodeSize })
              .run()
          }
          return chain()
            .insertContentAt(start, { type: "caption" })
            .setTextSelection(start + 1)
            .run()
        },
    }
  },
})

// Tables as bodies keep them: a caption in plain words, header cells in the first row and column, and no merged cells.
import { Table as BaseTable, updateAttrsDialog } from "django-prose-editor/editor"

const CAPTION = { caption: { title: "What the table shows (its caption)" } }
const NEW = {
  ...CAPTION,
  rows: { title: "Rows", format: "number", min: "1", max: "100", required: true },
  cols: { title: "Columns", format: "number", min: "1", max: "20", required: true },
  header: { title: "The first row names the columns", type: "boolean" },
}

const tableAt = ({ selection: { $from } }) => {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === "table") return { node: $from.node(depth), position: $from.before(depth) }
  }
  return null
}

const insert = (editor) => {
  const ask = updateAttrsDialog(NEW, { title: "Table", submitText: "Insert" })
  ask(editor, { caption: "", rows: "3", cols: "3", header: true }).then((chosen) => {
    if (!chosen) return
    const size = { rows: Number(chosen.rows), cols: Number(chosen.cols), withHeaderRow: chosen.header }
    const caption = chosen.caption.trim() || null
    editor.chain().focus().insertTable(size).updateAttributes("table", { caption }).run()
  })
}

const editCaption = (editor) => {
  const table = tableAt(editor.state)
  updateAttrsDialog(CAPTION, { title: "Table", submitText: "Set" })(editor, table.node.attrs).then((chosen) => {
    if (chosen) editor.chain().focus().updateAttributes("table", { caption: chosen.caption.trim() || null }).run()
  })
}

const TOOLS = [
  ["caption", "subtitles", "what the table shows", editCaption],
  ["header-row", "border_top", "the first row names the columns", (editor) => editor.chain().focus().toggleHeaderRow().run()],
  ["header-column", "border_left", "the first column names the rows", (editor) => editor.chain().focus().toggleHeaderColumn().run()],
  ["add-row", "playlist_add", "add a row below", (editor) => editor.chain().focus().addRowAfter().run()],
  ["delete-row", "playlist_remove", "delete the row", (editor) => editor.chain().focus().deleteRow().run()],
  ["add-column", "add_box", "add a column after this one", (editor) => editor.chain().focus().addColumnAfter().run()],
  ["delete-column", "indeterminate_check_box", "delete the column", (editor) => editor.chain().focus().deleteColumn().run()],
  ["delete", "delete", "delete the table", (editor) => editor.chain().focus().deleteTable().run()],
]

export const Table = BaseTable.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        parseHTML: (element) => element.querySelector(":scope > caption")?.textContent.trim() || null,
        renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
      },
    }
  },

  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }]
  },

  renderHTML({ HTMLAttributes: { "data-caption": caption, style: _, ...attributes } }) {
    return ["table", attributes, ...(caption ? [["caption", caption]] : []), ["tbody", 0]]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "table",
      groups: "inserts",
      button: buttons.material("grid_on", "table"),
      command: insert,
      enabled: (editor) => !editor.isActive("table") && editor.can().insertTable({ rows: 1, cols: 1 }),
      active: (editor) => editor.isActive("table"),
    })
    for (const [name, icon, title, command] of TOOLS) {
      menu.defineItem({
        name: `table:${name}`,
        groups: "table",
        button: buttons.material(icon, title),
        command,
        hidden: (editor) => !editor.isActive("table"),
      })
    }
  },
})

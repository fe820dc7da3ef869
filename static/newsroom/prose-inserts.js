// What is no running text: pull quotes, galleries, files, recordings, and embeds of other sites.
import { mergeAttributes, Node, Plugin, updateAttrsDialog } from "django-prose-editor/editor"

const ALONE = /^https:\/\/[\x21-\x7e]+$/

const isOutside = (editor) => !["table", "gallery", "insert"].some((type) => editor.isActive(type))

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,

  parseHTML() {
    return [{ tag: "aside.pull-quote" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["aside", mergeAttributes(HTMLAttributes, { class: "pull-quote" }), 0]
  },

  addCommands() {
    return {
      togglePullQuote:
        () =>
        ({ commands }) =>
          commands.toggleWrap(this.name),
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "inserts",
      button: buttons.material("campaign", "pull quote"),
      command: (editor) => editor.chain().focus().togglePullQuote().run(),
      enabled: (editor) => editor.can().togglePullQuote(),
      active: (editor) => editor.isActive("pullQuote"),
    })
  },
})

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "figure+",
  isolating: true,

  addOptions() {
    return { pickerUrl: null }
  },

  parseHTML() {
    return [{ tag: "figure[data-gallery]", priority: 70 }]
  },

  renderHTML() {
    return ["figure", { "data-gallery": "" }, 0]
  },

  addNodeView() {
    return () => {
      const dom = document.createElement("div")
      dom.className = "prose-gallery"
      return { dom, contentDOM: dom }
    }
  },

  addMenuItems({ buttons, menu }) {
    const figureOf = (src, { alternative_text: alt = "", caption = "" }) => ({
      type: "figure",
      content: [
        { type: "image", attrs: { src, alt } },
        ...(caption ? [{ type: "caption", content: [{ type: "text", text: caption }] }] : []),
      ],
    })
    menu.defineItem({
      name: "gallery",
      groups: "inserts",
      button: buttons.material("photo_library", "gallery of several pictures"),
      command: (editor) =>
        editor.storage.figure.pick(`${this.options.pickerUrl}?several=1`, (sources, words) => {
          const content = sources.map((src, place) => figureOf(src, words[place]))
          const gallery = content.length > 1 ? { type: "gallery", content } : content[0]
          editor.chain().focus().insertContent(gallery).run()
        }),
      enabled: isOutside,
      active: (editor) => editor.isActive("gallery"),
    })
  },
})

const KINDS = {
  "data-file": { name: "File", icon: "attach_file", button: "file to download", query: "" },
  "data-audio": { name: "Recording", icon: "audiotrack", button: "recording to hear", query: "?audio=1" },
  "data-embed": { name: "Embed", icon: "smart_display", button: "embed: a video, post or map of another site" },
}

const insertOf = (kind, key, caption = "") => ({
  type: "insert",
  attrs: { kind, key },
  content: [{ type: "caption", ...(caption && { content: [{ type: "text", text: caption }] }) }],
})

export const Insert = Node.create({
  name: "insert",
  group: "block",
  content: "caption",
  isolating: true,
  draggable: true,

  addOptions() {
    return { pickerUrl: null, titleUrl: null, findUrl: null }
  },

  addAttributes() {
    return { kind: { default: null, rendered: false }, key: { default: null, rendered: false } }
  },

  parseHTML() {
    return Object.keys(KINDS).map((kind) => ({
      tag: `figure[${kind}]`,
      priority: 70,
      getAttrs: (element) => ({ kind, key: element.getAttribute(kind) }),
    }))
  },

  renderHTML({ node }) {
    return ["figure", { [node.attrs.kind]: node.attrs.key }, 0]
  },

  addNodeView() {
    return ({ node }) => {
      const { kind, key } = node.attrs
      const dom = document.createElement("div")
      dom.className = "prose-insert"
      const head = document.createElement("div")
      head.className = "prose-insert__head"
      head.contentEditable = "false"
      head.textContent = `${KINDS[kind].name}: ${key}`
      const contentDOM = document.createElement("div")
      dom.append(head, contentDOM)
      if (kind !== "data-embed") {
        fetch(this.options.titleUrl.replace("0", key)).then(async (answer) => {
          head.textContent = `${KINDS[kind].name}: ${answer.ok ? await answer.text() : `${key}, which is no longer there`}`
        })
      }
      return { dom, contentDOM, ignoreMutation: (mutation) => !contentDOM.contains(mutation.target) }
    }
  },

  addProseMirrorPlugins() {
    const { editor } = this
    const { findUrl } = this.options
    // An address alone on a line becomes an embed where its site is a provider, and stays a link otherwise.
    const handlePaste = (view, event) => {
      const address = event.clipboardData?.getData("text/plain").trim() ?? ""
      const { $from, empty } = view.state.selection
      if (!ALONE.test(address) || !empty || $from.depth !== 1 || $from.parent.type.name !== "paragraph" || $from.parent.content.size) return false
      find(findUrl, address).then(({ provider }) => {
        if (!provider || editor.isDestroyed) return
        editor.state.doc.forEach((block, position) => {
          if (block.type.name !== "paragraph" || block.textContent !== address) return
          editor.commands.insertContentAt({ from: position, to: position + block.nodeSize }, insertOf("data-embed", address))
        })
      })
      return false
    }
    return [new Plugin({ props: { handlePaste } })]
  },

  addMenuItems({ buttons, menu }) {
    const { pickerUrl, findUrl } = this.options
    const put = (editor, insert) => editor.chain().focus().insertContent(insert).run()
    for (const [kind, { icon, button, query }] of Object.entries(KINDS)) {
      menu.defineItem({
        name: kind.replace("data-", "insert:"),
        groups: "inserts",
        button: buttons.material(icon, button),
        command: (editor) => {
          if (kind === "data-embed") askEmbed(editor, findUrl, put)
          else editor.storage.figure.pick(pickerUrl + query, (key) => put(editor, insertOf(kind, key)))
        },
        enabled: isOutside,
        active: (editor) => editor.isActive("insert", { kind }),
      })
    }
    const removable = ["insert", "gallery"]
    menu.defineItem({
      name: "insert:remove",
      groups: "inserts",
      button: buttons.material("delete", "take this out of the text"),
      command: (editor) => {
        const name = removable.find((type) => editor.isActive(type))
        editor.chain().focus().deleteNode(name).run()
      },
      hidden: (editor) => !removable.some((type) => editor.isActive(type)),
    })
  },
})

const find = async (findUrl, address) => {
  const answer = await fetch(`${findUrl}?address=${encodeURIComponent(address)}`)
  return answer.ok ? answer.json() : { refused: "The server did not answer. Try again." }
}

const askEmbed = (editor, findUrl, put, before = { address: "", caption: "" }, refused = "") => {
  const properties = {
    address: { title: "Address of the video, post or map (https://…)", description: refused, required: true },
    caption: { title: "What it shows; readers see it before anything is loaded" },
  }
  updateAttrsDialog(properties, { title: "Embed", submitText: "Insert" })(editor, before).then(async (words) => {
    if (!words) return
    let address = words.address.trim()
    if (URL.canParse(address)) address = new URL(address).href
    const found = await find(findUrl, address)
    if (found.provider) put(editor, insertOf("data-embed", address, words.caption.trim()))
    else askEmbed(editor, findUrl, put, words, found.refused)
  })
}

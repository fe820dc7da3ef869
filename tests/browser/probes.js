// What the walk through the reader's pages measures in each of them. Every probe returns what is wrong, in words.
window.probes = (() => {
  const AXE = {
    resultTypes: ["violations", "incomplete"],
    preload: false,
    iframes: false,
    rules: Object.fromEntries(
      ["target-size", "color-contrast-enhanced", "label-content-name-mismatch", "focus-order-semantics", "td-has-header",
        "table-fake-caption"].map(rule => [rule, {enabled: true}])
    ),
  }
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, audio, [tabindex='0']"
  const named = element => element.outerHTML.replace(/\s+/g, " ").slice(0, 110)
  const shown = element => element.checkVisibility({visibilityProperty: true}) && !element.closest(".visually-hidden")
  const scrolls = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX)

  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement
      if (walker.currentNode.data.trim() && !parent.closest("script, style, noscript")) yield [walker.currentNode, parent]
    }
  }

  function box(node) {
    const range = document.createRange()
    range.selectNodeContents(node)
    return range.getBoundingClientRect()
  }

  // What needs a closer look counts as well, but for cells that lie outside the box in which their table scrolls.
  async function axe() {
    const {violations, incomplete} = await window.axe.run(document, AXE)
    const inBox = node => document.querySelector(node.target[0])?.closest("[role=region][tabindex='0']")
    const unclear = incomplete.map(rule => ({...rule, nodes: rule.nodes.filter(node => !inBox(node))}))
    return [...violations, ...unclear].flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 110)}`))
  }

  // Text outside the screen, or cut off by what holds it; nothing where the page scrolls in its own boxes alone.
  function lost() {
    const page = document.documentElement
    const found = page.scrollWidth > innerWidth ? [`the page is ${page.scrollWidth} wide`] : []
    for (const [node, parent] of texts()) {
      if (!shown(parent)) continue
      const {left, right, top: highest, bottom: lowest} = box(node)
      // A line is less high than its letters are allowed to be.
      const slack = parseFloat(getComputedStyle(parent).fontSize) * 0.15
      const top = highest + slack, bottom = lowest - slack
      for (let holder = parent; holder !== page; holder = holder.parentElement) {
        if (scrolls(holder)) break
        const edge = holder === document.body ? {left: 0, right: innerWidth} : holder.getBoundingClientRect()
        const cutsX = holder === document.body || getComputedStyle(holder).overflowX !== "visible"
        const cutsY = holder !== document.body && getComputedStyle(holder).overflowY !== "visible"
        if (cutsX && (left < edge.left - 1 || right > edge.right + 1) || cutsY && (top < edge.top - 1 || bottom > edge.bottom + 1)) {
          found.push(`${node.data.trim().slice(0, 40)} in ${named(holder)}`)
          break
        }
      }
    }
    return found
  }

  const sizes = () => [...texts()].filter(([, parent]) => shown(parent))
    .map(([node, parent]) => [node, parseFloat(getComputedStyle(parent).fontSize)])

  // Text that stays as it is when the reader's own size doubles, or grows little without being large, and what is lost then.
  function doubled() {
    const before = new Map(sizes())
    document.documentElement.style.fontSize = "200%"
    const found = sizes().filter(([node, size]) => size < Math.max(1.2 * before.get(node), Math.min(1.7 * before.get(node), 34))).map(([node]) => `stays small: ${node.data.trim()}`)
    found.push(...lost())
    document.documentElement.style.fontSize = ""
    return found
  }

  // The spacing of WCAG 1.4.12.
  function spaced() {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-block-end: 2em !important }`)
    document.adoptedStyleSheets = [sheet]
    const found = lost()
    document.adoptedStyleSheets = []
    return found
  }

  // Controls smaller than 24 pixels; a link in a sentence may be, and one whose face is its card is as large as that.
  function small() {
    return [...document.querySelectorAll(CONTROLS)].filter(control => {
      if (!shown(control) || control.tabIndex < 0 && control.matches("[tabindex]")) return false
      const face = getComputedStyle(control, "::after").position === "absolute" ? control.closest("article") : control
      const {width, height} = (control.closest("label") ?? face).getBoundingClientRect()
      const beside = [...control.parentElement.childNodes].some(node => node !== control && node.textContent.trim())
      const isInSentence = getComputedStyle(control).display === "inline" && beside
      return !isInSentence && Math.min(width, height) < 24
    }).map(control => `${named(control)} is ${control.getBoundingClientRect().height}`)
  }

  const aside = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"])

  // Every run of words with the language it is said to be in, and whether it runs in that language's direction.
  function languages() {
    const found = [...texts()].map(([node, parent]) => [parent, node.data])
    for (const element of document.body.querySelectorAll("[alt], [aria-label], [title], [placeholder]")) {
      for (const name of ["alt", "aria-label", "title", "placeholder"]) found.push([element, element.getAttribute(name) ?? ""])
    }
    return found.filter(([element, words]) => words.trim() && !aside.has(element.tagName)).map(([element, words]) => {
      const said = element.closest("[lang]"), bdi = element.closest("bdi")
      const isName = bdi !== null && !said?.closest("bdi") || element.closest("code, input, textarea") !== null
      return [said.lang, getComputedStyle(element).direction, isName, words.trim().replace(/\s+/g, " ")]
    })
  }

  // What stands on the page, but for what needs script.
  function content() {
    const needsScript = element => element.closest("button[type=button], .embed__ask, [role=status]")
    const all = selector => [...document.querySelectorAll(selector)].filter(element => !needsScript(element))
    return {
      texts: [...texts()].filter(([, parent]) => parent.checkVisibility() && !needsScript(parent)).map(([node]) => node.data.trim()),
      pictures: all("img").map(image => image.src),
      links: all("a[href]").map(link => link.href),
      forms: all("form").map(form => [form.method, form.action, ...form.elements].map(each => each.name ?? each)),
    }
  }

  // Controls in sight that do nothing by themselves.
  function dead() {
    return [...document.querySelectorAll("button, [role=button], a:not([href]), [onclick], input, select")]
      .filter(control => shown(control) && !control.closest("form")).map(named)
  }

  function contrast(colour, background) {
    const light = text => {
      const [r, g, b] = text.match(/[\d.]+/g).slice(0, 3).map(Number)
        .map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const [a, b] = [light(colour), light(background)].sort((x, y) => y - x)
    return (a + 0.05) / (b + 0.05)
  }

  function paper(element) {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor
      if (!/, 0\)$/.test(colour)) return colour
    }
    return "rgb(255, 255, 255)"
  }

  // Where the keyboard is: its place in the page, what it is, and what is wrong with how that shows; null for nowhere.
  function stop() {
    const element = document.activeElement
    if (element === document.body || element === null) return null
    const style = getComputedStyle(element), {left, right, top, bottom} = element.getBoundingClientRect()
    const faults = []
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no outline")
    else if (contrast(style.outlineColor, paper(element.parentElement)) < 3) faults.push("a faint outline")
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2, y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
    const above = document.elementFromPoint(x, y)
    // Where a link breaks between lines, its middle is its paragraph; the face of a card's link is the card.
    const own = above && (element.contains(above) || above.contains(element) || element.closest(".story-card")?.contains(above))
    if (!own) faults.push("hidden")
    const number = [...document.querySelectorAll("*")].indexOf(element)
    const place = element.closest("#consent, .skip-link, main")?.matches("#consent") ? "banner"
      : element.matches(".skip-link") ? "skip" : element.closest("main") ? "main" : element.closest("footer") ? "footer" : "masthead"
    return {number, place, faults: faults.map(fault => `${fault}: ${named(element)}`)}
  }

  // Everything that the keyboard should reach, by its place in the page.
  function reachable() {
    const all = [...document.querySelectorAll("*")]
    const radios = new Set()
    return all.flatMap((element, number) => {
      if (!element.matches(CONTROLS) || element.tabIndex < 0 || element.disabled) return []
      if (!element.checkVisibility({visibilityProperty: true})) return []
      if (element.type === "radio") {
        if (radios.has(element.name) || !element.checked) return []
        radios.add(element.name)
      }
      return [number]
    })
  }

  return {axe, lost, doubled, spaced, small, languages, content, dead, stop, reachable}
})()

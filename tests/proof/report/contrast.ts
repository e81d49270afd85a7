/**
 * An expression for the page: the texts whose contrast with their ground is below 4.5 : 1 (WCAG 2.2, 1.4.3), each
 * with its ratio.
 */
export const lowContrast = `(() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor)
      if (colour.length === 3 || colour[3] > 0) return colour
    }
    return [255, 255, 255]
  }
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
  return [...document.body.querySelectorAll('*')].filter(own).flatMap((element) => {
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(groundOf(element))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    return ratio < 4.5 ? [element.tagName + ' ' + element.className + ' ' + ratio.toFixed(2)] : []
  })
})()`

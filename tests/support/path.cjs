// An ordinary user's path need not lead to ip and nft. Before the workers start: what a test sets in its own
// process.env, no child of it inherits by default.
module.exports = () => {
  process.env.PATH = `${process.env.PATH}:/usr/sbin:/sbin`
}

// Before the workers start: what a test sets in its own process.env, no child of it inherits by default.
module.exports = () => {
  // An ordinary user's path need not lead to ip and nft.
  process.env.PATH = `${process.env.PATH}:/usr/sbin:/sbin`
  // Clients that tests make themselves; the commands' own say nothing either (delivery/aws/connect.ts).
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
}

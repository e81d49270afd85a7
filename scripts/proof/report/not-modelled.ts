/** What no theorem speaks of (proof-design, section 5). Where a template makes one of these, theorems are UNKNOWN. */
export const notModelled: readonly string[] = [
  'Service control policies, resource control policies, permission boundaries, and rights to change what is deployed.',
  'Custom domain names, base path mappings, and APIs imported from an OpenAPI body.',
  'VPC peering, transit gateways, VPNs, Client VPN, VPC Lattice and resources shared by RAM.',
  'Private hosted zones, resolver rules, DHCP options and firewalls of DNS.',
  'IPv6 data paths, and routes more specific than the local one, such as to appliances.',
  'HTTP and WebSocket APIs; they cannot be private.',
  'TLS versions, certificates and SNI; throttling, usage plans, API keys, WAF and request validation.',
  'What the code of a function does, and what answers cost or how long they take.',
  'Time: what holds between two updates of a stack, while one is under way.',
]

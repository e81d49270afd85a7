import { bad, type Check, type Finding, ok, warning } from '../check.ts'

export const logRole: Check = {
  name: 'log role',
  looksAt: 'API Gateway GetAccount',
  applies: ({ types }) => types.has('AWS::ApiGateway::Stage'),
  async run({ aws, value, stackName }) {
    const { APIGatewayClient, GetAccountCommand } = await import('@aws-sdk/client-api-gateway')
    const { cloudwatchRoleArn } = await aws.open(APIGatewayClient).send(new GetAccountCommand({}))
    return judged(cloudwatchRoleArn, value('ApiGatewayLogRole'), stackName)
  },
}

/**
 * @param role what API Gateway writes the logs of this account and region with
 * @param choice the parameter ApiGatewayLogRole
 */
export function judged(role: string | undefined, choice: string, stackName: string): Finding {
  if (!role) {
    if (choice !== 'existing')
      return ok('none is set: a deployment makes one, which stays when the stack goes')
    return bad('none is set, and ApiGatewayLogRole=existing', 'Leave that parameter at create.')
  }
  if (choice === 'existing') return ok(`${role} is set and is used`)
  // CloudFormation names a role after its stack.
  if (role.split('/').at(-1)?.startsWith(`${stackName}-`)) return ok(`${role} is set, this stack’s own`)
  return warning(
    `${role} is set, and a deployment would replace it for every API of this region`,
    'Give ApiGatewayLogRole=existing.',
  )
}

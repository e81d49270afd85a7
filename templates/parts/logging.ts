import { equals, not, parameter, scope, type Text } from '../kit/index.ts'

const { declared, ref, when } = scope({
  parameters: {
    LogRetentionDays: parameter.number({
      Description: 'Days that log groups of this stack keep their events.',
      Default: 7,
      AllowedValues: [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
        3653,
      ],
    }),
    LogKmsKeyArn: parameter.text({
      Description:
        'ARN of a KMS key to encrypt log groups with; nothing for the key that CloudWatch Logs owns. The key policy must admit the logs service of this region.',
      Default: '',
      AllowedPattern: '^$|^arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+$',
      ConstraintDescription: 'the ARN of a KMS key, or nothing',
    }),
  },
  conditions: ({ ref }) => ({ LogsEncrypted: not(equals(ref('LogKmsKeyArn'), '')) }),
})

/** Parameters and conditions of a template with log groups. */
export const logging = { parameters: declared.parameters, conditions: declared.conditions }

/** A log group that lives and dies with the stack. Without `name` CloudFormation makes a unique one. */
export const logGroup = (name?: Text) =>
  ({
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: {
      ...(name && { LogGroupName: name }),
      RetentionInDays: ref('LogRetentionDays'),
      KmsKeyId: when('LogsEncrypted', ref('LogKmsKeyArn')),
    },
  }) as const

import type { Hint } from './hint.ts'

/** Rights, artifacts and rules of the account: what may meet any resource. */
export const ACCOUNT: readonly Hint[] = [
  {
    says: 'with an explicit deny in a service control policy',
    wording: 'documented',
    why: 'A service control policy of the organization forbids this to the whole account.',
    cure: 'Ask whoever runs the organization; no right given in this account helps.',
  },
  {
    says: 'is not authorized to perform: iam:PassRole',
    wording: 'published',
    why: 'Whoever deploys may not hand a role to the service that is to use it.',
    cure: 'Allow iam:PassRole on the roles of this stack to the principal that deploys.',
  },
  {
    says: 'is not authorized to perform: iam:CreateRole',
    wording: 'published',
    why: 'Whoever deploys may not make the roles of the functions.',
    cure: 'Allow iam:CreateRole and what belongs to it (iam:PutRolePolicy, iam:PassRole, iam:DeleteRole), or deploy with other credentials.',
  },
  {
    says: 'is not authorized to perform:',
    wording: 'published',
    why: 'The credentials that deploy lack the action that the message names.',
    cure: 'Allow it, or use other credentials (AWS_PROFILE), then run the same command again.',
  },
  {
    says: 'S3 error: Access Denied',
    wording: 'published',
    why: 'CloudFormation could not read the template of the nested stack with your rights; S3 says so as well where it is missing.',
    cure: 'npm run deploy uploads the templates itself; by hand, upload dist/ to TemplateBucketName under TemplateKeyPrefix and allow s3:GetObject there.',
  },
  {
    says: 'S3 error: The specified key does not exist',
    wording: 'published',
    why: 'The template of the nested stack is not in the bucket under that key.',
    cure: 'npm run deploy uploads the templates itself; by hand, compare TemplateKeyPrefix, which ends in a slash, with where dist/ was uploaded.',
  },
  {
    says: 'S3 error: The specified bucket does not exist',
    wording: 'assumed',
    why: 'There is no bucket of the name that TemplateBucketName gives.',
    cure: 'npm run deploy makes one with your consent; by hand, name one in the region of the stack.',
  },
  {
    says: 'TemplateURL must be a supported URL',
    wording: 'published',
    why: 'The URL of the nested template is none that CloudFormation reads: the bucket name or the prefix is odd.',
    cure: 'Compare TemplateBucketName and TemplateKeyPrefix with where dist/ was uploaded.',
  },
  {
    says: 'AWS::EarlyValidation::ResourceExistenceCheck',
    wording: 'published',
    why: 'CloudFormation looked before it began, and something of a name in the template is in the account already.',
    cure: 'Ask aws cloudformation describe-events for the failed events of the change set; delete or import what they name.',
  },
  {
    says: 'AWS::EarlyValidation::',
    wording: 'published',
    why: 'CloudFormation looked at the properties before it began, and one of them is wrong.',
    cure: 'Ask aws cloudformation describe-events for the failed events of the change set: they have its path in the template.',
  },
  {
    says: 'The following hook(s) failed',
    wording: 'published',
    why: 'A CloudFormation hook of this account or organization refused the resource.',
    cure: 'The hook says what it wants; ask whoever keeps it, or change the template.',
  },
  {
    says: 'The maximum number of',
    wording: 'assumed',
    why: 'A quota of the account is used up.',
    cure: 'Delete what nobody needs, or ask for more in Service Quotas; npm run doctor shows the quotas that matter.',
  },
  {
    says: 'User Initiated',
    type: 'AWS::CloudFormation::Stack',
    wording: 'published',
    why: 'Somebody cancelled the operation, or rolled it back.',
    cure: 'If it was nobody you know, CloudTrail tells who called CancelUpdateStack or RollbackStack.',
  },
]

import { CfnOutput, Stack } from 'aws-cdk-lib'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as iam from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

interface Props {
  readonly vpc: ec2.IVpc
}

/** A machine inside the VPC from which to call the private API, reached through Session Manager. */
export class ApiConsumerStack extends Stack {
  constructor(scope: Construct, id: string, { vpc }: Props) {
    super(scope, id)
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
    })
    const consumer = new ec2.Instance(this, 'Consumer', {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      instanceType: new ec2.InstanceType('t3.micro'),
      // An SSM parameter that CloudFormation resolves, so synth asks nobody.
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      requireImdsv2: true,
      role,
    })

    new CfnOutput(this, 'ConsumerInstanceId', { value: consumer.instanceId })
    new CfnOutput(this, 'ConsumerPrivateIp', { value: consumer.instancePrivateIp })
    new CfnOutput(this, 'ConsumerSession', {
      value: `https://console.aws.amazon.com/systems-manager/session-manager/${consumer.instanceId}?region=${this.region}`,
    })
  }
}

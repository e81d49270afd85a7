import { CfnOutput, Stack } from 'aws-cdk-lib'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import type { Construct } from 'constructs'

/** The network: public and isolated subnets in two zones, and the endpoint through which the API is called. */
export class VpcStack extends Stack {
  readonly vpc: ec2.Vpc
  readonly endpoint: ec2.InterfaceVpcEndpoint

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr('10.10.0.0/16'),
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [
        { name: 'public', cidrMask: 24, subnetType: ec2.SubnetType.PUBLIC },
        { name: 'isolated', cidrMask: 24, subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      ],
    })

    const group = new ec2.SecurityGroup(this, 'EndpointGroup', {
      vpc: this.vpc,
      description: 'HTTPS from the VPC to the execute-api endpoint',
      allowAllOutbound: false,
    })
    group.addIngressRule(ec2.Peer.ipv4(this.vpc.vpcCidrBlock), ec2.Port.tcp(443), 'HTTPS from the VPC')

    this.endpoint = this.vpc.addInterfaceEndpoint('Endpoint', {
      service: ec2.InterfaceVpcEndpointAwsService.APIGATEWAY,
      subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      privateDnsEnabled: true,
      securityGroups: [group],
      // Without this CDK adds the same rule to the group once more.
      open: false,
    })

    new CfnOutput(this, 'VpcId', { value: this.vpc.vpcId })
    new CfnOutput(this, 'EndpointId', { value: this.endpoint.vpcEndpointId })
  }
}

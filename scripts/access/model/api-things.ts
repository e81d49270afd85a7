import type { Place, TextValue, Value } from '../../template/value.ts'
import type { Thing } from './network-things.ts'
import type { Assumption, Unmodelled } from './unmodelled.ts'

export interface Api extends Thing {
  /** `PRIVATE`, `REGIONAL` or `EDGE`, as written; EDGE where the template says nothing (CloudFormation's default). */
  readonly type: TextValue
  /** The endpoints that get an alias name each; no access control (semantics, section 2.1). */
  readonly endpoints: readonly TextValue[]
  /** The resource policy as it stands: a map, or a text of JSON. Undefined where there is none. */
  readonly policy: Value | undefined
  readonly disableExecuteApiEndpoint: boolean
  readonly methods: readonly Method[]
  readonly stages: readonly Stage[]
}

export interface Method extends Thing {
  /** `GET`, or `ANY`. */
  readonly verb: TextValue
  /** As declared: `/secure/greeter`, `/pets/{id}`, `/{proxy+}`. */
  readonly path: string
  /** The parts of the path from the root on, each where its resource is declared. */
  readonly parts: readonly TextValue[]
  /** `NONE`, `AWS_IAM`, `CUSTOM` or `COGNITO_USER_POOLS`, as written. */
  readonly authorization: TextValue
  readonly integration: Integration | undefined
}

export interface Integration {
  /** `AWS_PROXY`, `AWS`, `HTTP`, `HTTP_PROXY`, `MOCK`, as written. */
  readonly type: TextValue
  readonly uri: TextValue | undefined
  /** The role that API Gateway invokes as; without one the function's own policy must admit it. */
  readonly credentials: TextValue | undefined
  readonly at: Place
}

export interface Stage {
  readonly name: TextValue
  /** Undefined where it serves a deployment that no template makes. */
  readonly deployment: Deployment | undefined
  /** The custom resource through which the stage gets the deployment's id, as an assumption says. */
  readonly through: string | undefined
  readonly at: Place
}

export interface Deployment extends Thing {
  readonly api: TextValue
  /** Addresses or logical ids, as `Resource.dependsOn`. */
  readonly dependsOn: readonly string[]
}

/** A statement of a function's own policy. */
export interface Permission extends Thing {
  /** The function's name, id or ARN, as written. */
  readonly functionName: TextValue
  readonly action: TextValue
  readonly principal: TextValue
  readonly sourceArn: TextValue | undefined
  readonly sourceAccount: TextValue | undefined
}

export interface LambdaFunction extends Thing {
  /** Its id; its ARN ends in it. `namesFunction` compares. */
  readonly names: readonly string[]
}

/** The APIs that the templates make, their texts uninterpreted. */
export interface Apis {
  readonly apis: readonly Api[]
  readonly functions: readonly LambdaFunction[]
  readonly permissions: readonly Permission[]
  readonly deployments: readonly Deployment[]
  readonly assumptions: readonly Assumption[]
  readonly unmodelled: readonly Unmodelled[]
}

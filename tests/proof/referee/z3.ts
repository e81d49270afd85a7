import { init } from 'z3-solver'

/** The values of a model by name, or undefined when the text is not satisfiable. */
export type SmtAnswer = ReadonlyMap<string, string> | undefined

/**
 * Z3, for texts in SMT-LIB. Only what the binding does well: `eval_smtlib2_string` reads its text from a stack frame
 * that is gone and `model_to_string` expands every definition, so neither is used.
 */
export async function z3Solver(): Promise<(text: string) => Promise<SmtAnswer>> {
  const { Z3 } = await init()
  return async (text) => {
    const config = Z3.mk_config()
    const context = Z3.mk_context(config)
    Z3.del_config(config)
    const solver = Z3.mk_simple_solver(context)
    Z3.solver_inc_ref(context, solver)
    try {
      Z3.solver_from_string(context, solver, text)
      const result = await Z3.solver_check(context, solver)
      if (result === -1) return undefined
      if (result !== 1) throw new Error(`Z3 does not know: ${Z3.solver_get_reason_unknown(context, solver)}`)
      const model = Z3.solver_get_model(context, solver)
      const values = new Map<string, string>()
      for (let i = 0; i < Z3.model_get_num_consts(context, model); i++) {
        const declared = Z3.model_get_const_decl(context, model, i)
        const value = Z3.model_get_const_interp(context, model, declared)
        const name = Z3.get_symbol_string(context, Z3.get_decl_name(context, declared))
        if (value !== null) values.set(name, Z3.ast_to_string(context, value))
      }
      return values
    } finally {
      Z3.solver_dec_ref(context, solver)
      Z3.del_context(context)
    }
  }
}

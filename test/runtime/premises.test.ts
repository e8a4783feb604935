import { startPremises } from '../support/premises.ts'
import { describeRuntime } from './suite.ts'

describeRuntime('on Node over a libsql-server', async () => {
  const premises = await startPremises(1)
  const [host] = premises.hosts
  return {
    fetch: (request) => host!.app.fetch(request),
    control: premises.instance.platform.control,
    stop: () => premises.stop(),
  }
})

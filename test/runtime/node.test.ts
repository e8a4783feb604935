import { startInstance } from '../support/instance.ts'
import { describeRuntime } from './suite.ts'

describeRuntime('on Node', async () => {
  const instance = await startInstance()
  return {
    fetch: (request) => instance.app.fetch(request),
    control: instance.platform.control,
    stop: () => instance.stop(),
  }
})

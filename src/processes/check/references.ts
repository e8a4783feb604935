import type { Node, Outline } from '../outline.ts'
import type { Alert, Limit, Template } from '../schema.ts'
import { blame, called, warn, type Report } from './problem.ts'

/** The recipient of an alert that is whoever has the step in hand. */
export const PERFORMER = 'performer'

/** V1: ids are unique in the whole template; every role, field and step referred to exists. */
export function checkReferences(outline: Outline, report: Report): void {
  const { template } = outline
  const { roles, fields } = template
  checkNames(template, report)
  checkLimit(outline, template.limit, '/limit', (at, message) =>
    report({ rule: 'V1', severity: 'error', path: at, message: `Thời hạn toàn quy trình: ${message}` }),
  )
  for (const scope of outline.scopes) {
    if (scope.start !== undefined) continue
    const message = `điểm bắt đầu “${scope.region.start}” không phải là một bước của nhánh này; hãy chọn lại.`
    const path = `${scope.path}/start`
    if (scope.parent === undefined)
      report({ rule: 'V1', severity: 'error', path, message: `Quy trình: ${message}` })
    else
      report({
        rule: 'V1',
        severity: 'error',
        path,
        step: scope.parent.step.id,
        message: `${called(scope.parent)}: ${message}`,
      })
  }
  checkUnique(outline, report)
  for (const node of outline.nodes) {
    const { step } = node
    const missing = (at: string, what: string, id: string) =>
      blame(report, 'V1', node, at, `${what} “${id}” không có trong quy trình; hãy tạo thêm hoặc chọn lại.`)
    if (step.role !== undefined && !Object.hasOwn(roles, step.role)) missing('/role', 'vai trò', step.role)
    if (step.kind === 'each' && !Object.hasOwn(fields, step.over)) missing('/over', 'trường', step.over)
    step.form?.forEach(({ f }, i) => {
      if (!Object.hasOwn(fields, f)) missing(`/form/${i}/f`, 'trường', f)
    })
    step.records?.forEach(({ field }, i) => {
      if (field !== undefined && !Object.hasOwn(fields, field))
        missing(`/records/${i}/field`, 'trường', field)
    })
    step.out.forEach((outcome, i) => {
      if (node.to[i]?.kind === 'missing') missing(`/out/${i}/to`, 'bước', outcome.to)
    })
    if (step.limit)
      checkLimit(outline, step.limit, '/limit', (at, message) => blame(report, 'V1', node, at, message))
    step.alerts?.forEach((alert, i) =>
      checkRecipients(template, alert, (j, id) => missing(`/alerts/${i}/to/${j}`, 'nơi nhận cảnh báo', id)),
    )
  }
}

/** Names with a meaning of their own, and what roles refer to. */
function checkNames(template: Template, report: Report): void {
  const error = (path: string, message: string) => report({ rule: 'V1', severity: 'error', path, message })
  if (Object.hasOwn(template.roles, PERFORMER)) {
    error(`/roles/${PERFORMER}`, `Mã vai trò “${PERFORMER}” dành cho người đang giữ việc; hãy đặt mã khác.`)
  }
  for (const id of ['case', 'step']) {
    if (Object.hasOwn(template.fields, id)) {
      error(`/fields/${id}`, `Mã trường “${id}” dành cho mốc tính thời hạn; hãy đặt mã khác.`)
    }
  }
  for (const [id, role] of Object.entries(template.roles)) {
    role.not_same_as?.forEach((other, i) => {
      if (Object.hasOwn(template.roles, other)) return
      const what = `Vai trò “${role.name}” (${id}): vai trò “${other}” không có trong quy trình; hãy chọn lại.`
      error(`/roles/${id}/not_same_as/${i}`, what)
    })
  }
}

function checkLimit(
  outline: Outline,
  limit: Limit,
  at: string,
  report: (at: string, message: string) => void,
): void {
  const { from = 'step', pause = [] } = limit
  if (from !== 'step' && from !== 'case' && !Object.hasOwn(outline.template.fields, from)) {
    report(
      `${at}/from`,
      `mốc tính hạn “${from}” không phải là trường của quy trình; hãy chọn step, case hoặc một trường ngày.`,
    )
  }
  pause.forEach((id, i) => {
    if (outline.byId.get(id)?.step.kind !== 'wait') {
      report(
        `${at}/pause/${i}`,
        `“${id}” không phải là một bước chờ nên không dừng được đồng hồ; hãy chọn bước chờ.`,
      )
    }
  })
}

function checkRecipients({ roles }: Template, { to }: Alert, missing: (i: number, id: string) => void): void {
  to.forEach((id, i) => {
    if (id !== PERFORMER && !Object.hasOwn(roles, id)) missing(i, id)
  })
}

/** Steps and branches share one set of ids; outcomes are unique in their step, fields in their form. */
function checkUnique({ nodes }: Outline, report: Report): void {
  const owners = new Map<string, Node>()
  const claim = (id: string, node: Node, at: string, what: string) => {
    const owner = owners.get(id)
    if (owner !== undefined)
      blame(report, 'V1', node, at, `mã ${what} “${id}” đã dùng ở ${called(owner)}; hãy đổi mã.`)
    else owners.set(id, node)
  }
  for (const node of nodes) {
    const { step } = node
    claim(step.id, node, '/id', 'bước')
    if (step.kind === 'parallel')
      step.branches.forEach(({ id }, i) => claim(id, node, `/branches/${i}/id`, 'nhánh'))
    const outcomes = new Set<string>()
    step.out.forEach(({ id }, i) => {
      if (outcomes.has(id))
        blame(report, 'V1', node, `/out/${i}/id`, `có hai kết quả cùng mã “${id}”; hãy đổi mã.`)
      outcomes.add(id)
    })
    const lines = new Set<string>()
    step.form?.forEach(({ f }, i) => {
      if (lines.has(f))
        warn(report, 'V1', node, `/form/${i}`, `trường “${f}” xuất hiện hai lần trong biểu mẫu; hãy bỏ một.`)
      lines.add(f)
    })
  }
}

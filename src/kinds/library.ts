/** What kinds are of: plans now; duties, events and matters bring theirs. */
export type Primitive = 'plan'

/** A kind as the product brings it. Its id stays; its name is what a committee has not called otherwise. */
export type LibraryKind = { id: string; primitive: Primitive; name: string }

/**
 * The kinds of the product, in the order in which they are offered. Names of plans are types of papers of the Party
 * (399-QĐ/TW: Chương trình, Kế hoạch, Đề án), and what a year's work stands on.
 */
export const LIBRARY: readonly LibraryKind[] = [
  { id: 'plan.action', primitive: 'plan', name: 'Chương trình hành động' },
  { id: 'plan.term', primitive: 'plan', name: 'Chương trình công tác toàn khóa' },
  { id: 'plan.year', primitive: 'plan', name: 'Chương trình công tác năm' },
  { id: 'plan.plan', primitive: 'plan', name: 'Kế hoạch thực hiện' },
  { id: 'plan.project', primitive: 'plan', name: 'Đề án' },
  { id: 'plan.conclusion', primitive: 'plan', name: 'Việc thực hiện kết luận' },
]

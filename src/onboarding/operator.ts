/** Operators have no account: this is what history calls them. */
export const OPERATOR = { id: 'operator', name: 'Đơn vị quản lý hệ thống' }

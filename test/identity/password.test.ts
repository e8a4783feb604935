import { describe, expect, test } from 'vitest'
import { PASSWORD as DEMO } from '../../src/demo/places.ts'
import { weakness } from '../../src/identity/password.ts'
import { PASSWORD } from '../support/committee.ts'

describe('passwords that others guess', () => {
  test.each([
    '123456789012',
    '987654321098',
    '012345678901',
    'password12345',
    'P@ssw0rd1234',
    'Password@2026',
    'qwertyuiop12',
    'qwerty123456',
    '1q2w3e4r5t6y',
    'administrator',
    'Administrator1!',
    'iloveyou2026',
    'welcome12345',
    'letmein123456',
    'matkhau12345',
    'MatKhau@2025',
    'mật khẩu 123',
    'vietnam12345',
    'VietNam@1945',
    'anhyeuem1234',
    'emyeuanh9999',
    'lienthong12345',
    'LienThong@2026',
    'dangcongsan1',
    'dangcongsanvietnam',
    'tinhuy123456',
    'vanphongtinhuy',
    'hochiminh1890',
    'hanoi1010202',
    'nguyenvana123',
    'hoamai@123456',
    'laocai@240126',
    'abc123abc123',
    'aaaaaaaaaaaa',
  ])('%s', (password) => {
    expect(weakness(password)).toMatch(/dễ đoán|quá ít ký tự/)
  })

  test.each([
    PASSWORD,
    DEMO,
    'con mèo vàng ngủ trên mái',
    'Chiều mưa bên hiên nhà cũ',
    'correct horse battery staple',
    'k7#vQp2!xLw9Rt',
    'nấu cơm trước sáu giờ tối',
    'hà nội mùa vắng những cơn mưa',
    'x9f2-ww31-pq8z-11ab',
  ])('and not %s', (password) => {
    expect(weakness(password)).toBeUndefined()
  })

  test('one made of the name or the address is another', () => {
    expect(weakness('hoa.tran-2026', ['hoa.tran', 'Trần Thị Hoa'])).toMatch('dễ đoán')
    expect(weakness('TranThiHoa@1', ['x', 'Trần Thị Hoa'])).toMatch('dễ đoán')
  })
})

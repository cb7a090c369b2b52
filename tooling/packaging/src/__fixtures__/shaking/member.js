const member = 3

export { member }

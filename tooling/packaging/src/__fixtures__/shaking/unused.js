const unused = 4

export { unused }

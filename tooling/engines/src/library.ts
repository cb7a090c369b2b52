export * from 'gradus'

(module
  (type (func (result i32)))
  (type (func (param i32) (result i32)))
  (import "host" "memory" (memory 1))
  (import "host" "run" (func $host_run (type 1)))
  (import "a" "0" (global $a0 i32))
  (import "a" "1" (global $a1 i32))
  (import "a" "2" (global $a2 i32))
  (import "a" "3" (global $a3 i32))
  (func $f1 (type 0)
    (local $v0 v128)
    (local $i1 i32) (local $i2 i32) (local $i3 i32) (local $i4 i32) (local $i5 i32) (local $i6 i32) (local $i7 i32) (local $i8 i32)
    (local $i9 i32)
    (local $v10 v128) (local $v11 v128) (local $v12 v128) (local $v13 v128) (local $v14 v128) (local $v15 v128) (local $v16 v128) (local $v17 v128)
    (local $i18 i32) (local $i19 i32)
    (local $v20 v128) (local $v21 v128) (local $v22 v128)
    (local $i23 i32)
    global.get $a1
    local.set $i2
    global.get $a2
    local.set $i5
    local.get $i2
    i32.const 0
    i32.add
    local.set $i1
    local.get $i2
    i32.const 2064
    i32.add
    local.set $i3
    local.get $i5
    i32.const 0
    i32.add
    local.set $i4
    local.get $i2
    i32.const 6176
    i32.add
    local.set $i6
    local.get $i2
    i32.const 6256
    i32.add
    local.set $i7
    i32.const 2
    local.set $i8
    loop
      i32.const 2
      local.set $i9
      loop
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $v10
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $v11
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $v12
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $v13
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $v14
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $v15
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $v16
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $v17
        local.get $i1
        i32.const 0
        i32.add
        local.set $i18
        local.get $i3
        i32.const 0
        i32.add
        local.set $i19
        i32.const 64
        local.set $i23
        loop
          local.get $i19
          v128.load align=1
          local.set $v20
          local.get $i19
          v128.load offset=16 align=1
          local.set $v21
          local.get $i18
          v128.load32_splat align=1
          local.set $v22
          local.get $v22
          local.get $v20
          f32x4.mul
          local.get $v10
          f32x4.add
          local.set $v10
          local.get $v22
          local.get $v21
          f32x4.mul
          local.get $v11
          f32x4.add
          local.set $v11
          local.get $i18
          v128.load32_splat offset=256 align=1
          local.set $v22
          local.get $v22
          local.get $v20
          f32x4.mul
          local.get $v12
          f32x4.add
          local.set $v12
          local.get $v22
          local.get $v21
          f32x4.mul
          local.get $v13
          f32x4.add
          local.set $v13
          local.get $i18
          v128.load32_splat offset=512 align=1
          local.set $v22
          local.get $v22
          local.get $v20
          f32x4.mul
          local.get $v14
          f32x4.add
          local.set $v14
          local.get $v22
          local.get $v21
          f32x4.mul
          local.get $v15
          f32x4.add
          local.set $v15
          local.get $i18
          v128.load32_splat offset=768 align=1
          local.set $v22
          local.get $v22
          local.get $v20
          f32x4.mul
          local.get $v16
          f32x4.add
          local.set $v16
          local.get $v22
          local.get $v21
          f32x4.mul
          local.get $v17
          f32x4.add
          local.set $v17
          local.get $i18
          i32.const 4
          i32.add
          local.set $i18
          local.get $i19
          i32.const 64
          i32.add
          local.set $i19
          local.get $i23
          i32.const 1
          i32.sub
          local.tee $i23
          br_if 0
        end
        local.get $i7
        local.get $v10
        local.get $i6
        v128.load align=1
        local.tee $v22
        f32x4.add
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.max
        v128.store align=1
        local.get $i7
        local.get $v11
        local.get $i6
        v128.load offset=16 align=1
        local.tee $v21
        f32x4.add
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.max
        v128.store offset=16 align=1
        local.get $i7
        local.get $v12
        local.get $v22
        f32x4.add
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.max
        v128.store offset=64 align=1
        local.get $i7
        local.get $v13
        local.get $v21
        f32x4.add
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.max
        v128.store offset=80 align=1
        local.get $i7
        local.get $v14
        local.get $v22
        f32x4.add
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.max
        v128.store offset=128 align=1
        local.get $i7
        local.get $v15
        local.get $v21
        f32x4.add
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.max
        v128.store offset=144 align=1
        local.get $i7
        local.get $v16
        local.get $v22
        f32x4.add
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.max
        v128.store offset=192 align=1
        local.get $i7
        local.get $v17
        local.get $v21
        f32x4.add
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.max
        v128.store offset=208 align=1
        local.get $i1
        i32.const 1024
        i32.add
        local.set $i1
        local.get $i4
        i32.const 256
        i32.add
        local.set $i4
        local.get $i7
        i32.const 256
        i32.add
        local.set $i7
        local.get $i9
        i32.const 1
        i32.sub
        local.tee $i9
        br_if 0
      end
      local.get $i1
      i32.const -2048
      i32.add
      local.set $i1
      local.get $i4
      i32.const -512
      i32.add
      local.set $i4
      local.get $i7
      i32.const -512
      i32.add
      local.set $i7
      local.get $i3
      i32.const 32
      i32.add
      local.set $i3
      local.get $i4
      i32.const 32
      i32.add
      local.set $i4
      local.get $i6
      i32.const 32
      i32.add
      local.set $i6
      local.get $i7
      i32.const 32
      i32.add
      local.set $i7
      local.get $i8
      i32.const 1
      i32.sub
      local.tee $i8
      br_if 0
    end
    local.get $i3
    i32.const -64
    i32.add
    local.set $i3
    local.get $i4
    i32.const -64
    i32.add
    local.set $i4
    local.get $i6
    i32.const -64
    i32.add
    local.set $i6
    local.get $i7
    i32.const -64
    i32.add
    local.set $i7
    local.get $v0
    v128.any_true
  )
  (func $run (type 0)
    (local $i0 i32)
    call $f1
    local.get $i0
    i32.or
    local.set $i0
    local.get $i0
    if
      i32.const 1
      return
    end
    i32.const 0
  )
  (export "run" (func $run))
)

(module
  (type (func (result i32)))
  (type (func (param i32) (result i32)))
  (import "host" "memory" (memory 1))
  (import "host" "run" (func $host_run (type 1)))
  (import "a" "0" (global $a0 i32))
  (import "a" "1" (global $a1 i32))
  (import "a" "2" (global $a2 i32))
  (import "a" "3" (global $a3 i32))
  (func $run (type 0)
    (local $i0 i32) (local $i1 i32)
    (local $v2 v128)
    global.get $a1
    local.set $i0
    global.get $a0
    local.set $i1
    local.get $i0
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.get $i0
    v128.load align=1
    f32x4.add
    local.get $i0
    v128.load offset=32 align=1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.get $i1
    v128.load align=1
    v128.bitselect
    f32x4.add
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.get $i0
    v128.load offset=16 align=1
    f32x4.add
    f32x4.add
    local.tee $v2
    local.get $v2
    local.get $v2
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f32x4.add
    local.tee $v2
    local.get $v2
    local.get $v2
    i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11
    f32x4.add
    v128.store32_lane offset=64 align=1 0
    i32.const 0
  )
  (export "run" (func $run))
)

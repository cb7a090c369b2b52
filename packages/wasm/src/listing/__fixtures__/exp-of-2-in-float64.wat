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
    (local $v2 v128) (local $v3 v128) (local $v4 v128) (local $v5 v128)
    global.get $a1
    local.set $i0
    global.get $a0
    local.set $i1
    local.get $i0
    local.get $i1
    v128.load64_splat offset=104 align=1
    local.get $i0
    v128.load align=1
    local.get $i1
    v128.load64_splat offset=32 align=1
    f64x2.pmax
    local.get $i1
    v128.load64_splat offset=24 align=1
    f64x2.pmin
    local.tee $v2
    local.get $v2
    local.get $i1
    v128.load64_splat offset=16 align=1
    f64x2.mul
    local.get $i1
    v128.load64_splat offset=8 align=1
    f64x2.add
    local.tee $v2
    local.get $i1
    v128.load64_splat offset=8 align=1
    f64x2.sub
    local.tee $v3
    local.get $i1
    v128.load64_splat offset=56 align=1
    f64x2.mul
    f64x2.sub
    local.tee $v4
    f64x2.add
    local.tee $v5
    local.get $i1
    v128.load64_splat offset=104 align=1
    local.get $v5
    f64x2.sub
    local.get $v4
    f64x2.add
    local.get $v4
    local.get $v3
    local.get $i1
    v128.load64_splat offset=40 align=1
    f64x2.mul
    local.tee $v3
    f64x2.sub
    local.tee $v4
    local.get $v4
    local.get $v4
    local.get $v4
    f64x2.mul
    local.tee $v4
    local.get $i1
    v128.load64_splat offset=88 align=1
    local.get $v4
    local.get $i1
    v128.load64_splat offset=80 align=1
    local.get $v4
    local.get $i1
    v128.load64_splat offset=72 align=1
    local.get $v4
    local.get $i1
    v128.load64_splat offset=64 align=1
    local.get $v4
    local.get $i1
    v128.load64_splat offset=48 align=1
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.sub
    local.tee $v4
    f64x2.mul
    local.get $i1
    v128.load64_splat offset=96 align=1
    local.get $v4
    f64x2.sub
    f64x2.div
    local.get $v3
    f64x2.sub
    f64x2.add
    f64x2.add
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.get $v2
    local.get $v2
    i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
    local.tee $v2
    i32.const 1
    i32x4.shr_s
    local.tee $v3
    i32.const 20
    i32x4.shl
    i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23
    f64x2.mul
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.get $v2
    local.get $v3
    i32x4.sub
    i32.const 20
    i32x4.shl
    i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23
    f64x2.mul
    v128.store offset=32 align=1
    i32.const 0
  )
  (export "run" (func $run))
)

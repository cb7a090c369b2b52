import { add, compile, record, sum, tensor, cast, zeros, mean, abs, subtract, square, type Tensor } from '@gradus/tensor'
for (const n of [1,2,3,4,5,6,7,8,9]) for (const dt of ['float32','float64'] as const)
for (const [name,f] of Object.entries({
 mean: (x: Tensor) => [mean(x) as Tensor], 
 ms: (x: Tensor) => [sum(square(cast(x,'float64'))) as Tensor], 
 col: (x: Tensor) => [sum(x.reshape([n,1]),0) as Tensor], 
})) {
  const data = dt==='float32'?Float32Array.from({length:n},(_,i)=>i+.5):Float64Array.from({length:n},(_,i)=>i+.5)
  try { const ex = compile(record(([x]) => f(x!), { inputs: [{shape:[n],dtype:dt}] })); ex.write(0, data); const ok=ex.run(); const e=f(tensor(data) as Tensor)[0]!.toTypedArray(); if(!Object.is(ex.read(0)[0],e[0])) console.log(name,n,dt,ok, ex.read(0), e) } catch (e) { console.log(name,n,dt,String(e)) }
}

/**
 * Decimal arithmetic on literal types, digit by digit as on paper.
 *
 * A number is a string of digits with the least significant first (`'048'` is 840), so that a carry walks from left to
 * right. The cost grows with the number of digits, not with the value, as counting tuples would. Operands that are not
 * natural literals (`number`, −1, 1.5, 1e21) and results above 2^53 give plain `number`.
 */

/** `A + B`; `number` unless both are natural literals. */
export type Add<A extends number, B extends number> =
  Natural<A | B> extends true ? ToNumber<AddDigits<Reverse<`${A}`>, Reverse<`${B}`>>> : number

/** `A - B`; `never` when negative, `number` unless both are natural literals. */
export type Subtract<A extends number, B extends number> =
  Natural<A | B> extends true ? ToNumber<SubtractDigits<Reverse<`${A}`>, Reverse<`${B}`>>> : number

/** `A * B`; `number` unless both are natural literals. */
export type Multiply<A extends number, B extends number> = A extends 1
  ? B
  : B extends 1
    ? A
    : Natural<A | B> extends true
      ? ToNumber<MultiplyDigits<Reverse<`${A}`>, `${B}`>>
      : number

/** `A / B` when that is whole, else `undefined`; `number` unless both are natural literals and B is not zero. */
export type Divide<A extends number, B extends number> = B extends 0
  ? number
  : Natural<A | B> extends true
    ? DivideDigits<`${A}`, Reverse<`${B}`>> extends [infer Quotient, infer Remainder extends string]
      ? WithoutZeros<Remainder> extends '0'
        ? ToNumber<Quotient & string>
        : undefined
      : never
    : number

/** `⌊A / B⌋`; `number` unless both are natural literals and B is not zero. */
export type FloorDivide<A extends number, B extends number> = B extends 0
  ? number
  : B extends 1
    ? A
    : Natural<A | B> extends true
      ? DivideDigits<`${A}`, Reverse<`${B}`>> extends [infer Quotient, string]
        ? ToNumber<Quotient & string>
        : never
      : number

/** For a union of operands `boolean` when only some are natural literals. */
type Natural<N extends number> = N extends N
  ? number extends N
    ? false
    : `${N}` extends `-${string}` | `${string}.${string}` | `${string}e${string}`
      ? false
      : true
  : never

type ToNumber<Reversed extends string> =
  Reverse<Reversed> extends infer Text ? (WithoutZeros<Text> extends `${infer N extends number}` ? N : never) : never

type WithoutZeros<Text> = Text extends '0' ? Text : Text extends `0${infer Rest}` ? WithoutZeros<Rest> : Text

type Reverse<Text extends string, Out extends string = ''> = Text extends `${infer First}${infer Rest}`
  ? Reverse<Rest, `${First}${Out}`>
  : Out

type AddDigits<X extends string, Y extends string, Carry = '0', Out extends string = ''> = X extends `${infer A extends
  Digit}${infer RestX}`
  ? Y extends `${infer B extends Digit}${infer RestY}`
    ? Sum<A, B, Carry> extends `${infer Next}${infer Unit}`
      ? AddDigits<RestX, RestY, Next, `${Out}${Unit}`>
      : never
    : Carry extends '0'
      ? `${Out}${X}`
      : AddDigits<X, '0', Carry, Out>
  : Y extends ''
    ? Carry extends '0'
      ? Out
      : `${Out}1`
    : AddDigits<'0', Y, Carry, Out>

/** X - Y is X plus the nines' complement of Y plus 1; no carry out of the last digit means that Y was larger. */
type SubtractDigits<X extends string, Y extends string, Carry = '1', Out extends string = ''> = X extends `${infer A extends
  Digit}${infer RestX}`
  ? Y extends `${infer B extends Digit}${infer RestY}`
    ? Sum<A, Complement[B], Carry> extends `${infer Next}${infer Unit}`
      ? SubtractDigits<RestX, RestY, Next, `${Out}${Unit}`>
      : never
    : SubtractDigits<X, '0', Carry, Out>
  : Y extends ''
    ? Carry extends '1'
      ? Out
      : never
    : Y extends `0${infer RestY}`
      ? SubtractDigits<X, RestY, Carry, Out>
      : never

/** Horner's rule over the digits of Y, most significant first. */
type MultiplyDigits<X extends string, Y extends string, Out extends string = ''> = Y extends `${infer B extends Digit}${infer RestY}`
  ? MultiplyDigits<X, RestY, AddDigits<`0${Out}`, ScaleDigits<X, B>>>
  : Out

type ScaleDigits<X extends string, B extends Digit, Carry extends Digit = '0', Out extends string = ''> = X extends `${infer A extends
  Digit}${infer RestX}`
  ? Times[A][B] extends `${infer High extends Digit}${infer Low extends Digit}`
    ? Sum<Low, Carry, '0'> extends `${infer Over}${infer Unit}`
      ? ScaleDigits<RestX, B, Over extends '1' ? After[High] : High, `${Out}${Unit}`>
      : never
    : never
  : `${Out}${Carry}`

/** Long division of X, most significant digit first, by Y: the quotient, and what remains. */
type DivideDigits<X extends string, Y extends string, Remainder extends string = '', Out extends string = ''> = X extends `${infer A extends
  Digit}${infer RestX}`
  ? TakeAway<`${A}${Remainder}`, Y> extends [infer Count extends Digit, infer Left extends string]
    ? DivideDigits<RestX, Y, Left, `${Count}${Out}`>
    : never
  : [Out, Remainder]

/** How often Y can be taken from X, at most nine times, and what is left. */
type TakeAway<X extends string, Y extends string, Count extends Digit = '0'> = [SubtractDigits<X, Y>] extends [never]
  ? [Count, X]
  : TakeAway<SubtractDigits<X, Y>, Y, After[Count]>

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'

/** Carry and unit of A + B + Carry. */
type Sum<A extends Digit, B extends Digit, Carry> = Carry extends '0' ? Plus[A][B] : Plus[Following[A]][B]

type Complement = ['9', '8', '7', '6', '5', '4', '3', '2', '1', '0']
type Following = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
type After = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9']

type Plus = [
  ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'],
  ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'],
  ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11'],
  ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
  ['04', '05', '06', '07', '08', '09', '10', '11', '12', '13'],
  ['05', '06', '07', '08', '09', '10', '11', '12', '13', '14'],
  ['06', '07', '08', '09', '10', '11', '12', '13', '14', '15'],
  ['07', '08', '09', '10', '11', '12', '13', '14', '15', '16'],
  ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17'],
  ['09', '10', '11', '12', '13', '14', '15', '16', '17', '18'],
  ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19'],
]

type Times = [
  ['00', '00', '00', '00', '00', '00', '00', '00', '00', '00'],
  ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'],
  ['00', '02', '04', '06', '08', '10', '12', '14', '16', '18'],
  ['00', '03', '06', '09', '12', '15', '18', '21', '24', '27'],
  ['00', '04', '08', '12', '16', '20', '24', '28', '32', '36'],
  ['00', '05', '10', '15', '20', '25', '30', '35', '40', '45'],
  ['00', '06', '12', '18', '24', '30', '36', '42', '48', '54'],
  ['00', '07', '14', '21', '28', '35', '42', '49', '56', '63'],
  ['00', '08', '16', '24', '32', '40', '48', '56', '64', '72'],
  ['00', '09', '18', '27', '36', '45', '54', '63', '72', '81'],
]

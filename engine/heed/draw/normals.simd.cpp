// Standard normal numbers: Philox blocks in the lanes, then Box and Muller with a logarithm, a cosine and a
// sine that are made for just these arguments.
#include "heed/draw/normals_kernels.hpp"
#include "heed/simd/pack.hpp"
#include "heed/simd/philox.hpp"

namespace heed::HEED_INSTRUCTIONS {
namespace {

/// Bits, as many in a lane as a Real has.
template <class Real> using Bits = hn::Vec<hn::RebindToUnsigned<typename Pack<Real>::Tag>>;
template <class Real> Bits<Real> all(hwy::MakeUnsigned<Real> lane) {
  return hn::Set(hn::RebindToUnsigned<typename Pack<Real>::Tag>{}, lane);
}
template <class Real> Pack<Real> number(Bits<Real> b) { return hn::BitCast(Pack<Real>::tag, b); }
template <class Real> Bits<Real> bits(Pack<Real> x) {
  return hn::BitCast(hn::RebindToUnsigned<typename Pack<Real>::Tag>{}, x.v);
}
template <class Real> Pack<Real> if_negative(Pack<Real> x, Pack<Real> yes, Pack<Real> no) {
  return hn::IfNegativeThenElse(x.v, yes.v, no.v);
}

/// What differs between the two precisions: the bits of √½ and of 2^mantissa; what a `fraction` goes in steps
/// of, and one whose two lowest bits were shifted in. The polynomials are minimax in relative error, from an
/// exchange of extrema in 113 bits; each coefficient was rounded before the next ones were fitted to what it
/// left.
template <class Real> struct Format;

template <> struct Format<float> {
  static constexpr int mantissa = 23;
  static constexpr std::uint32_t sign = 1u << 31, root_half = 0x3F3504F3, whole = 0x4B000000;
  static constexpr double step = 0x1p-32, step_of_angle = 4 * step;
  /// 2 (2 atanh f - 2f) / f³ in f²: 8e-10 of the logarithm.
  static constexpr double log_of[] = {2 * 0.666667759, 2 * 0.399775833, 2 * 0.298707962};
  /// sin(πt/2) / t and (cos(πt/2) - 1) / t² in t²: 3e-8 and 4e-10 of the result.
  static constexpr double sin_of[] = {1.57079637, -0.645966649, 0.079712525, -0.00468597142};
  static constexpr double cos_of[] = {-1.23370051, 0.253668547, -0.0208555963, 0.00089448638};
};

template <> struct Format<double> {
  static constexpr int mantissa = 52;
  static constexpr std::uint64_t sign = std::uint64_t{1} << 63, root_half = 0x3FE6A09E667F3BCD,
                                 whole = 0x4330000000000000;
  static constexpr double step = 0x1p-52, step_of_angle = step;
  /// 1e-18 of the logarithm.
  static constexpr double log_of[] = {
      2 * 0.6666666666666734,  2 * 0.39999999999416641, 2 * 0.28571428742028149, 2 * 0.22222198605062843,
      2 * 0.18183562850468205, 2 * 0.1531408487540743,  2 * 0.1479563285529395};
  /// 4e-17 and 3e-19 of the result.
  static constexpr double sin_of[] = {1.5707963267948966,     -0.64596409750622796,   0.079692626245275039,
                                      -0.0046817541191695126, 0.00016044104873100883, -3.5982794703741825e-06,
                                      5.5852850976243888e-08};
  static constexpr double cos_of[] = {-1.2337005501361697,    0.2536695079010417,      -0.020863480763180973,
                                      0.00091926027263247137, -2.5202027447803433e-05, 4.7103341319922617e-07,
                                      -6.2894042822021577e-09};
};

template <class Real, std::size_t terms> Pack<Real> polynomial(Pack<Real> x, const double (&c)[terms]) {
  using P = Pack<Real>;
  P out(c[terms - 1]);
  for (std::size_t k = terms - 1; k-- > 0;) out = fused(out, x, P(c[k]));
  return out;
}

/// The bits as a signed whole number, as a fraction in [-1/2, 1/2) of all there are; `middle` is added.
/// Double takes the upper 52 bits.
Pack<float> fraction(Bits<float> b, double middle) {
  using P = Pack<float>;
  constexpr hn::RebindToSigned<P::Tag> whole{};
  return fused(P(hn::ConvertTo(P::tag, hn::BitCast(whole, b))), P(Format<float>::step), P(middle));
}
Pack<double> fraction(Bits<double> b, double middle) {
  using P = Pack<double>;
  // As the mantissa of a number between 2^52 and 2^53, the sign bit turned, so that 0 is at 1.5 · 2^52.
  const auto placed = hn::Xor(hn::ShiftRight<12>(b), all<double>(0x4338000000000000));
  return fused(number<double>(placed) - P(0x1.8p52), P(Format<double>::step), P(middle));
}

/// √(-2 ln u), u in (0, 1) the bits as a fraction of all there are.
template <class Real> HWY_INLINE Pack<Real> radius(Bits<Real> b) {
  using P = Pack<Real>;
  using F = Format<Real>;
  constexpr int mantissa = F::mantissa;
  constexpr auto one = hwy::MakeUnsigned<Real>{1} << mantissa;
  // u or u - 1, whichever is nearer to 0: where u is near 1, its distance to 1 is what its logarithm needs.
  const P near = fraction(b, F::step / 2), u = if_negative(near, P(1.0) + near, near);
  // u = 2^e (1 + s) with 1 + s in [√½, √2). The 64 keeps the exponent positive.
  const auto raised = hn::Add(bits(u), all<Real>(64 * one - F::root_half));
  const P e = number<Real>(hn::Or(hn::ShiftRight<mantissa>(raised), all<Real>(F::whole))) -
              (number<Real>(all<Real>(F::whole)) + P(64.0));
  const P reduced =
      number<Real>(hn::Add(hn::And(raised, all<Real>(one - 1)), all<Real>(F::root_half))) - P(1.0);
  const P s = select(u >= number<Real>(all<Real>(F::root_half)), near, reduced);
  // ln(1 + s) = s - s²/2 + f (s²/2 + R(f²)), f = s / (2 + s), as in Sun's fdlibm; here all of it times -2.
  const P f = s / (P(2.0) + s), f2 = f * f, s2 = s * s;
  const P rest = s2 - f * fused(f2, polynomial(f2, F::log_of), s2);
  return sqrt(fused(e, P(-2 * 0.6931471805599453), fused(s, P(-2.0), rest)));
}

/// r cos 2πv and r sin 2πv, v in (0, 1) the bits as a fraction of all there are.
template <class Real> HWY_INLINE void turn(Pack<Real> r, Bits<Real> b, Real* cosines, Real* sines) {
  using P = Pack<Real>;
  using F = Format<Real>;
  // The nearest quarter, in the two highest bits, and what is left: t quarters, t in (-1/2, 1/2).
  const auto quarter = hn::Add(b, all<Real>(F::sign / 4)), next = hn::Add(quarter, all<Real>(F::sign / 2));
  const P t = fraction(hn::ShiftLeft<2>(b), F::step_of_angle / 2), t2 = t * t;
  const P sine = t * polynomial(t2, F::sin_of), cosine = fused(t2, polynomial(t2, F::cos_of), P(1.0));
  const P odd = number<Real>(hn::ShiftLeft<1>(quarter));
  const P x = if_negative(odd, sine, cosine), y = if_negative(odd, cosine, sine);
  // The cosine is negative in quarters 1 and 2, the sine in 2 and 3.
  const auto sign = all<Real>(F::sign);
  (r * number<Real>(hn::Xor(bits(x), hn::And(next, sign)))).store(cosines);
  (r * number<Real>(hn::Xor(bits(y), hn::And(quarter, sign)))).store(sines);
}

/// Blocks first, first + spacing, first + 2 spacing, …, one in each lane; spacing = 2^shift.
template <int shift = 0> Philox blocks(NormalSequence sequence, std::uint64_t first) {
  const auto lane = hn::Iota(Philox::tag, 0);
  return philox(sequence.key[0], sequence.key[1],
                hn::Add(hn::Set(Philox::tag, first), hn::ShiftLeft<shift>(lane)), sequence.step);
}

/// The four words of as many blocks as a pack has lanes, `first` in lane 0.
void words_of(NormalSequence sequence, std::uint64_t first, Bits<float>* out) {
  constexpr hn::Repartition<std::uint32_t, Philox::Tag> words{};
  const Philox even = blocks<1>(sequence, first), odd = blocks<1>(sequence, first + 1);
  for (int w = 0; w < 4; ++w)
    out[w] =
        hn::OddEven(hn::BitCast(words, hn::ShiftLeft<32>(odd.word[w])), hn::BitCast(words, even.word[w]));
}
void words_of(NormalSequence sequence, std::uint64_t first, Bits<double>* out) {
  constexpr hn::Repartition<std::uint32_t, Philox::Tag> words{};
  const Philox high = blocks(sequence, first), low = blocks(sequence, first + lower_words);
  for (int w = 0; w < 4; ++w)
    out[w] = hn::BitCast(Philox::tag, hn::OddEven(hn::BitCast(words, hn::ShiftLeft<32>(high.word[w])),
                                                  hn::BitCast(words, low.word[w])));
}

template <class Real>
void groups_of(NormalSequence sequence, std::uint64_t first, std::size_t groups, Real* out) {
  constexpr int blocks_of_group = normals_group / 4, lanes = Pack<Real>::lanes,
                packs = blocks_of_group / lanes;
  for (std::size_t g = 0; g < groups; ++g, out += normals_group) {
    Bits<Real> word[packs][4];
    for (int p = 0; p < packs; ++p)
      words_of(sequence, (first + g) * blocks_of_group + static_cast<std::uint64_t>(p * lanes), word[p]);
    for (int p = 0; p < packs; ++p)
      for (int half = 0; half < 2; ++half) {
        Real* to = out + 2 * half * blocks_of_group + p * lanes;
        turn(radius<Real>(word[p][2 * half]), word[p][2 * half + 1], to, to + blocks_of_group);
      }
  }
}

void random_words(NormalSequence sequence, std::uint64_t first, std::uint32_t* out) {
  std::uint64_t lane[Philox::lanes];
  for (int l = 0; l < 8; l += Philox::lanes) {
    const Philox made = blocks(sequence, first + static_cast<std::uint64_t>(l));
    for (int w = 0; w < 4; ++w) {
      hn::StoreU(made.word[w], Philox::tag, lane);
      for (int k = 0; k < Philox::lanes; ++k) out[4 * (l + k) + w] = static_cast<std::uint32_t>(lane[k]);
    }
  }
}

}  // namespace

extern const NormalKernels normal_kernels{groups_of<float>, groups_of<double>, random_words};

}  // namespace heed::HEED_INSTRUCTIONS

#include "heed/motion/space.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"

#include <limits>
#include <string>

namespace heed {
namespace {

template <class Real> double norm_of(std::span<const Real> x) {
  double squares = 0;
  for (const Real v : x) squares += static_cast<double>(v) * static_cast<double>(v);
  return std::sqrt(squares);
}

}  // namespace

template <class Real> void Space::check(Agent agent, std::span<const Real> x) const {
  if (!sphere()) return;
  if (x.size() < 2)
    throw Error(ErrorKind::data,
                "a sphere needs two topics or more, and there is one; name more as opinions.topics");
  // Half of the digits: what text and float32 keep of a unit vector, and nothing that was not meant as one.
  const double norm = norm_of(x), within = std::sqrt(std::numeric_limits<Real>::epsilon());
  if (!(std::abs(norm - 1) <= within))
    throw Error(ErrorKind::data, "agent " + std::to_string(agent) + " is " + to_text(norm) +
                                     " from the centre of a sphere of radius 1; give opinions of norm 1, or "
                                     "set dynamics.project = true to begin at the nearest points of it");
}

template <class Real> void Space::check(const Matrix<Real>& x) const {
  if (!sphere()) return;
  for (Eigen::Index i = 0; i < x.rows(); ++i) check(static_cast<Agent>(i), row(x, i));
}

template <class Real> void Space::project(Matrix<Real>& x) const {
  if (line()) return;
  for_each_index(static_cast<std::size_t>(x.rows()), [&](std::size_t i) {
    const auto at = row(x, static_cast<std::ptrdiff_t>(i));
    if (ring()) {
      const Real l = static_cast<Real>(length);
      for (Real& v : at) {
        v -= l * std::floor(v / l);
        if (v >= l) v = 0;  // a tiny negative number rounds up to the length
      }
      return;
    }
    const double norm = norm_of(std::span<const Real>(at));
    if (norm == 0)
      throw Error(ErrorKind::data, "agent " + std::to_string(i) +
                                       " is at the centre of the sphere, and no point of it is nearest; give "
                                       "it another opinion");
    for (Real& v : at) v = static_cast<Real>(static_cast<double>(v) / norm);
  });
}

template <class Real> void Space::make_tangent(std::span<const Real> x, std::span<Real> v) const {
  if (!sphere()) return;
  Real along = 0, squares = 0;
  for (std::size_t c = 0; c < x.size(); ++c) along += x[c] * v[c], squares += x[c] * x[c];
  // Divided by |x|², so that stages beside the sphere are moved along spheres too.
  for (std::size_t c = 0; c < x.size(); ++c) v[c] -= along / squares * x[c];
}

template <class Real>
void Space::move(std::span<Real> x, std::span<const Real> v, std::span<Real> out) const {
  if (sphere()) {
    const double angle = norm_of(v);
    const double along = std::cos(angle), aside = angle > 0 ? std::sin(angle) / angle : 1;
    for (std::size_t c = 0; c < x.size(); ++c)
      out[c] = static_cast<Real>(along * static_cast<double>(x[c]) + aside * static_cast<double>(v[c]));
    const double norm = norm_of(std::span<const Real>(out));
    for (Real& o : out) o = static_cast<Real>(static_cast<double>(o) / norm);
    return;
  }
  const Real l = static_cast<Real>(length);
  for (std::size_t c = 0; c < x.size(); ++c) {
    out[c] = x[c] + v[c];
    if (!ring()) continue;
    const Real turns = std::floor(out[c] / l);
    x[c] -= turns * l;
    out[c] -= turns * l;
    if (out[c] >= l) out[c] = 0, x[c] -= l;
  }
}

template void Space::check(const Matrix<float>&) const;
template void Space::check(const Matrix<double>&) const;
template void Space::check(Agent, std::span<const float>) const;
template void Space::check(Agent, std::span<const double>) const;
template void Space::project(Matrix<float>&) const;
template void Space::project(Matrix<double>&) const;
template void Space::make_tangent(std::span<const float>, std::span<float>) const;
template void Space::make_tangent(std::span<const double>, std::span<double>) const;
template void Space::move(std::span<float>, std::span<const float>, std::span<float>) const;
template void Space::move(std::span<double>, std::span<const double>, std::span<double>) const;

}  // namespace heed

#pragma once
#include "heed/core/matrix.hpp"

#include <cstdint>

namespace heed::layers {

/// Where dropout has its random numbers from, in one step of training. Each dropout met on the way forward
/// takes the next site, so that none shares its numbers with another.
struct Chance {
  std::uint64_t seed = 0;   ///< below 2^53
  std::uint64_t step = 0;   ///< of training, below 2^48
  std::uint64_t sites = 0;  ///< taken so far, at most 2^16
};

/// Forgets each number with probability `rate` and scales the others by 1 / (1 - rate), so that means stay.
/// Srivastava et al. 2014, in the inverted form.
template <class Real> class Dropout {
 public:
  struct Cache {
    bool active = false;
    Chance chance;  ///< with the site this dropout took
  };

  /// Throws Error (data) unless rate is in [0, 1).
  explicit Dropout(double rate = 0);

  /// x to the same shape; to itself where there is no chance, which is how a trained model is asked. Which
  /// numbers are kept is a function of (seed, step, site, row, column): the same on any number of threads.
  Matrix<Real> forward(Matrix<Real> x, Chance* chance, Cache& cache) const;
  /// grad_out, forgotten and scaled in the same places.
  Matrix<Real> backward(Matrix<Real> grad_out, const Cache& cache) const;

 private:
  void drop(const Chance& chance, Matrix<Real>& x) const;

  double rate_;
};

}  // namespace heed::layers

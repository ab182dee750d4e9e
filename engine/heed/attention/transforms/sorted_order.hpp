#pragma once
#include "heed/core/matrix.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace heed {

/// Agents in order of a number each, equal numbers by agent; kept and used again, it allocates nothing.
///
/// The bits of a float in order, as a whole number, are sorted digit by digit (a stable radix sort: Knuth,
/// The Art of Computer Programming 3, 5.2.5), pieces in parallel; the order is the one there is, whatever the
/// threads. -0 counts as 0. Numbers that are not finite go to the ends, so that it is enough to look there.
template <class Real> class SortedOrder {
 public:
  /// Sorts. O(N): about 1 ms for 100,000 doubles.
  void sort(std::span<const Real> numbers);

  std::size_t size() const { return agents_.size(); }
  std::span<const double> numbers() const { return numbers_; }  ///< increasing
  std::span<const Agent> agents() const { return agents_; }     ///< whose they are

 private:
  using Image = std::conditional_t<sizeof(Real) == 4, std::uint32_t, std::uint64_t>;
  struct Entry {
    Image image;
    Agent agent;
  };

  static Image image_of(Real number);
  static Real number_of(Image image);
  void distribute(int shift);

  std::vector<double> numbers_;
  std::vector<Agent> agents_;
  std::vector<Entry> entries_, moved_;
  std::vector<std::uint32_t> places_;
};

}  // namespace heed

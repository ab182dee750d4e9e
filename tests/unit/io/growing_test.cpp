#include "heed/io/growing.hpp"

#include "catch.hpp"
#include "folder.hpp"

using namespace heed;
using namespace test_files;
using Lengths = std::vector<std::size_t>;

TEST_CASE("chunks hold as many slices as fit 1 MiB, and at most 1024") {
  CHECK(chunk_shape(Lengths{}, 8) == Lengths{1024});
  CHECK(chunk_shape(Lengths{1000, 1}, 4) == Lengths{262, 1000, 1});
  CHECK(chunk_shape(Lengths{262144}, 4) == Lengths{1, 262144});
}

TEST_CASE("a slice between 1 and 4 MiB is one chunk") {
  CHECK(chunk_shape(Lengths{1000000}, 4) == Lengths{1, 1000000});
}

TEST_CASE("a slice above 4 MiB is cut into nearly equal pieces of at most 4 MiB") {
  CHECK(chunk_shape(Lengths{10000000}, 4) == Lengths{1, 1000000});
  CHECK(chunk_shape(Lengths{3000001}, 4) == Lengths{1, 1000001});
  // One head alone is above 4 MiB: heads apart, and each head in pieces.
  CHECK(chunk_shape(Lengths{4, 10000000}, 4) == Lengths{1, 1, 1000000});
}

TEST_CASE("an empty slice has a chunk all the same") { CHECK(chunk_shape(Lengths{0, 3}, 8)[1] == 1); }

TEST_CASE("slices come back in order, whenever the array is settled") {
  const Folder folder;
  hdf5::Handle file = hdf5::create_file((folder / "x.h5").string());
  // One chunk holds 1024 slices.
  const std::size_t slices = GENERATE(1U, 1024U, 1200U), often = GENERATE(1U, 7U, 5000U);
  Growing growing(file, "x", Type::float64, {3}, -1);
  for (std::size_t t = 0; t < slices; ++t) {
    const double slice[3] = {double(t), double(t) + 0.25, double(t) + 0.5};
    growing.take(slice);
    if (t % often == 0) growing.settle();
  }
  growing.settle();
  CHECK(hdf5::describe(growing.dataset()).shape == Lengths{slices, 3});
  const std::vector<double> all = hdf5::read_numbers(growing.dataset(), Lengths{0, 0}, Lengths{slices, 3});
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < all.size(); ++i) wrong += all[i] != double(i / 3) + 0.25 * double(i % 3);
  CHECK(wrong == 0);
}

TEST_CASE("a slice of more than one chunk comes back whole") {
  const Folder folder;
  hdf5::Handle file = hdf5::create_file((folder / "x.h5").string());
  const std::size_t n = 1500001;
  std::vector<float> slice(n);
  Growing growing(file, "x", Type::float32, {n}, -1);
  for (int t = 0; t < 2; ++t) {
    for (std::size_t i = 0; i < n; ++i) slice[i] = float(i % 1000) + float(t);
    growing.take(slice.data());
  }
  for (std::size_t t = 0; t < 2; ++t) {
    const std::vector<double> read = hdf5::read_numbers(growing.dataset(), Lengths{t, 0}, Lengths{1, n});
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < n; ++i) wrong += read[i] != double(i % 1000) + double(t);
    CHECK(wrong == 0);
  }
}

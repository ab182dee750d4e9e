#include "heed/io/hdf5.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "catch.hpp"
#include "folder.hpp"
#include <hdf5.h>

using namespace heed;
using namespace test_files;
using Lengths = std::vector<std::size_t>;

namespace {

std::string data_error(const std::filesystem::path& path) {
  try {
    hdf5::open_file(path.string());
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::data);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("the version of HDF5 is three numbers") {
  const std::string version = hdf5_version();
  CHECK(std::count(version.begin(), version.end(), '.') == 2);
  CHECK(version.find_first_not_of("0123456789.") == std::string::npos);
}

TEST_CASE("what was never written is the fill value") {
  const Folder folder;
  const hdf5::Handle file = hdf5::create_file((folder / "x.h5").string());
  const hdf5::Handle reals =
      hdf5::create_dataset(file, "r", {.type = Type::float32, .shape = {2}, .chunk = {}});
  const hdf5::Handle whole =
      hdf5::create_dataset(file, "w", {.type = Type::int8, .shape = {2}, .chunk = {}, .fill = -1});
  const hdf5::Handle texts = hdf5::create_dataset(file, "t", {.type = Type::text, .shape = {2}, .chunk = {}});
  for (const double x : hdf5::read_numbers(reals, Lengths{0}, Lengths{2})) CHECK(std::isnan(x));
  CHECK(hdf5::read_numbers(whole, Lengths{0}, Lengths{2}) == std::vector<double>{-1, -1});
  CHECK(hdf5::read_texts(texts, Lengths{0}, Lengths{2}) == std::vector<std::string>{"", ""});
}

TEST_CASE("children are listed in the order they were made") {
  const Folder folder;
  hdf5::Handle file = hdf5::create_file((folder / "x.h5").string());
  const hdf5::Handle first = hdf5::create_group(file, "z");
  hdf5::create_dataset(file, "a", {.shape = {}, .chunk = {}});
  hdf5::create_length(file, "m", 5);
  CHECK(hdf5::path_of(first) == "z");
  hdf5::close_file(file, false);
  file = hdf5::open_file((folder / "x.h5").string());
  const std::vector<hdf5::Child> found = hdf5::children(file);
  REQUIRE(found.size() == 3);
  CHECK(found[0].name == "z");
  CHECK(found[0].is_group);
  CHECK(found[1].name == "a");
  CHECK_FALSE(found[1].is_group);
  CHECK(found[2].name == "m");
}

TEST_CASE("a member whose name is a path, which may lead into another file, is refused") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string();
  const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Gclose(H5Gcreate2(file, "ext.inside", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  H5Fclose(file);
  std::string bytes = bytes_of(path);
  bytes[bytes.find("ext.inside") + 3] = '/';
  std::ofstream(path, std::ios::binary) << bytes;
  CHECK_THROWS_WITH(hdf5::children(hdf5::open_file(path)),
                    "a member is called 'ext/inside', which is a path");
}

TEST_CASE("attributes come back as they were, and take the type of their variable where they must") {
  const Folder folder;
  const hdf5::Handle file = hdf5::create_file((folder / "x.h5").string());
  const hdf5::Handle x =
      hdf5::create_dataset(file, "x", {.type = Type::int8, .shape = {1}, .chunk = {}, .fill = -1});
  hdf5::set_attribute(x, {"units", "1"}, Type::int8);
  hdf5::set_attribute(x, {"units", "µs"}, Type::int8);
  hdf5::set_attribute(x, {"empty", ""}, Type::int8);
  hdf5::set_attribute(x, {"seed", std::vector<std::int64_t>{std::int64_t{1} << 52}}, Type::int8);
  hdf5::set_attribute(x, {"numbers", std::vector<double>{0.5, -1}}, Type::int8);
  hdf5::set_attribute(x, {"flag_values", std::vector<std::int64_t>{0, 1}}, Type::int8);
  const std::vector<Attribute> found = hdf5::attributes(x);
  REQUIRE(found.size() == 5);
  CHECK(found[0].name == "units");
  CHECK(std::get<std::string>(found[0].value) == "µs");
  CHECK(std::get<std::string>(found[1].value).empty());
  CHECK(std::get<std::vector<std::int64_t>>(found[2].value) ==
        std::vector<std::int64_t>{std::int64_t{1} << 52});
  CHECK(std::get<std::vector<double>>(found[3].value) == std::vector<double>{0.5, -1});
  CHECK(std::get<std::vector<std::int8_t>>(found[4].value) == std::vector<std::int8_t>{0, 1});
}

TEST_CASE("an axis says what it is attached to") {
  const Folder folder;
  const hdf5::Handle file = hdf5::create_file((folder / "x.h5").string());
  const hdf5::Handle group = hdf5::create_group(file, "graph");
  const hdf5::Handle edge = hdf5::create_length(group, "edge", 1234567);
  const hdf5::Handle weight = hdf5::create_dataset(group, "weight", {.shape = {1234567, 1}, .chunk = {}});
  hdf5::attach_scale(weight, edge, 0);
  const hdf5::Description of_weight = hdf5::describe(weight), of_edge = hdf5::describe(edge);
  CHECK(of_weight.scales == std::vector<std::string>{"graph/edge", ""});
  CHECK(of_weight.least_bytes == 8 * 1234567);
  CHECK(of_edge.is_scale);
  CHECK_FALSE(of_edge.has_values);
  CHECK(of_edge.least_bytes == 0);
}

TEST_CASE("a file that cannot be opened says why") {
  const Folder folder;
  const std::string path = (folder / "x.h5").string();
  CHECK(data_error(path) == "'" + path + "' does not exist");
  std::ofstream(path) << "time,opinion\n0,1\n";
  CHECK(data_error(path) == "'" + path + "' is not an HDF5 file");
  std::ofstream(path).close();
  CHECK(data_error(path) == "'" + path + "' is not an HDF5 file");
  CHECK(data_error(folder.path()) == "'" + folder.path().string() + "' is not an HDF5 file");
}

TEST_CASE("a failure names the place and the deepest reason") {
  const Folder folder;
  const hdf5::Handle file = hdf5::create_file((folder / "x.h5").string());
  hdf5::create_group(file, "twice");
  try {
    hdf5::create_group(file, "twice");
    FAIL("made twice");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::io);
    CHECK(std::string(error.what()) ==
          "cannot create the group 'twice' in '" + (folder / "x.h5").string() + "': name already exists");
  }
}

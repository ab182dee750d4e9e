#include "heed/io/table.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/core/temporary_folder.hpp"

namespace heed {

using tests::TemporaryFolder;

TEST_CASE("a table is its header and its rows") {
  const TemporaryFolder folder;
  const Table table = read_table(folder.write("a.csv", "name,share\n\"x, y\",0.5\nz,\nw,NA\n"));
  CHECK(table.header == std::vector<std::string>{"name", "share"});
  CHECK(table.texts("name") == std::vector<std::string>{"x, y", "z", "w"});
  const auto shares = table.numbers("share");
  CHECK(shares[0] == 0.5);
  CHECK(std::isnan(shares[1]));
  CHECK(std::isnan(shares[2]));
}

TEST_CASE("a compressed table of blanks is read the same") {
  const TemporaryFolder folder;
  const Table table = read_table(folder.write("a.gz", tests::gzipped("# run\na b\n1 2\n3 4\n")));
  CHECK(table.numbers("b") == std::vector<double>{2, 4});
}

TEST_CASE("a column that is not there is named with the nearest") {
  const TemporaryFolder folder;
  const Table table = read_table(folder.write("a.csv", "temperature,seed\n1,x\n"));
  CHECK(folder.message([&] { table.numbers("temprature"); }) ==
        "a.csv: there is no column 'temprature'; did you mean 'temperature'?");
  CHECK(folder.message([&] { table.numbers("colour"); }) ==
        "a.csv: there is no column 'colour'; columns here: temperature, seed");
  CHECK(folder.message([&] { table.numbers("seed"); }) == "a.csv:2: 'x' in column 'seed' is not a number");
}

TEST_CASE("a table of many columns is read by their names") {
  const TemporaryFolder folder;
  std::string header = "c0", row = "0";
  for (int c = 1; c < 100000; ++c) {
    header += ",c" + std::to_string(c);
    row += "," + std::to_string(c);
  }
  const Table table = read_table(folder.write("a.csv", header + "\n" + row + "\n"));
  CHECK(table.has("c99999"));
  CHECK_FALSE(table.has("c100000"));
  std::size_t right = 0;
  for (std::size_t c = 0; c < table.header.size(); ++c) right += table.column(table.header[c]) == c;
  CHECK(right == 100000);
}

TEST_CASE("a table that is not rectangular is refused") {
  const TemporaryFolder folder;
  const auto message = [&](const char* text) {
    const std::string path = folder.write("a.csv", text);
    return folder.message([&] { read_table(path); });
  };
  CHECK(message("a,b\n1,2\n3\n") == "a.csv:3: 1 field, but the header has 2");
  CHECK(message("a,b\n1,2,3\n") == "a.csv:2: 3 fields, but the header has 2");
  CHECK(message("# x\na,b,a\n") == "a.csv:2: there is a second column 'a'");
  CHECK(message("# x\n") == "a.csv: there are no rows in it");
}

}  // namespace heed

// Prices out of a CSV: what is read, and every way in which it can be wrong, word for word.
#include "scenarios/market/file.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/core/temporary_folder.hpp"

using namespace heed;
using namespace heed::scenarios;
using prices::Gaps;
using tests::TemporaryFolder;

namespace {

prices::File file_of(const TemporaryFolder& folder, const std::string& text) {
  prices::File out;
  out.file.written = out.file.resolved = folder.write("p.csv", text);
  return out;
}

std::string problem_of(const std::string& text) {
  const TemporaryFolder folder;
  const prices::File file = file_of(folder, text);
  return folder.message([&] { (void)file.make(1); });
}

}  // namespace

TEST_CASE("prices are logarithms by day and asset, with dates and groups") {
  const TemporaryFolder folder;
  prices::File file = file_of(folder, "date,A,B,C\n2024-02-28,1,2,4\n2024-02-29,2,2,8\n");
  file.groups.written = file.groups.resolved =
      folder.write("g.csv", "name,what,sector\nC,x,tech\nA,y,food\nZ,z,other\n");
  file.group_column = "sector";
  file.exclude = {};
  const Prices prices = file.make(1);
  CHECK(prices.assets == std::vector<std::string>{"A", "B", "C"});
  CHECK(prices.log_price(1, 2) == std::log(8.0));
  CHECK(prices.day(1) == "2024-02-29");
  CHECK(prices.group_names == std::vector<std::string>{"food", "tech"});
  CHECK(prices.group == std::vector<std::int32_t>{0, -1, 1});
  CHECK(prices.notes == std::vector<std::string>{"without a group in 'g.csv': B"});
  file.exclude = {"A"};
  CHECK(file.make(1).assets == std::vector<std::string>{"B", "C"});
  file.exclude = {"AAPL"};
  CHECK(folder.message([&] { (void)file.make(1); }) ==
        "p.csv: there is no column 'AAPL'; columns here: date, A, B, C");
}

TEST_CASE("very many assets of as many groups are read, and very many left out") {
  std::string header = "date", row = "1", groups = "name,sector\n";
  prices::File file;
  for (int c = 0; c < 30000; ++c) {
    const std::string asset = "a" + std::to_string(c);
    header += "," + asset;
    row += ",1";
    groups += asset + ",g" + asset + "\n";
    if (c % 2 == 1) file.exclude.push_back(asset);
  }
  const TemporaryFolder folder;
  file.file.resolved = folder.write("p.csv", header + "\n" + row + "\n");
  file.groups.written = file.groups.resolved = folder.write("g.csv", groups);
  const Prices prices = file.make(1);
  CHECK(prices.assets.size() == 15000);
  CHECK(prices.group_names.size() == 15000);
  CHECK(prices.group_names[static_cast<std::size_t>(prices.group[1])] == "ga2");
}

TEST_CASE("gaps are an error, or the asset is left out, or the last price stays") {
  const TemporaryFolder folder;
  prices::File file = file_of(folder, "date,A,B,C,D\n1,1,,3,5\n2,NA,2,3,5\n3,4,2,3,5\n");
  CHECK(
      folder.message([&] { (void)file.make(1); }) ==
      "p.csv:3: 'A' has no price (on 1 day in all); set prices.gaps to \"drop\" or \"carry\", or name it in "
      "prices.exclude");
  file.gaps = Gaps::drop;
  const Prices dropped = file.make(1);
  CHECK(dropped.assets == std::vector<std::string>{"C", "D"});
  CHECK(dropped.notes == std::vector<std::string>{"left out for their gaps: A, B"});
  file.gaps = Gaps::carry;
  const Prices carried = file.make(1);
  CHECK(carried.assets == std::vector<std::string>{"A", "C", "D"});  // B has no first price
  CHECK(carried.log_price(1, 0) == 0);
  CHECK(carried.notes ==
        std::vector<std::string>{"left out for their gaps: B", "1 price carried over from the day before"});
  CHECK(carried.day(0) == "day 0");
}

TEST_CASE("what is wrong with prices is said with line and remedy") {
  CHECK(problem_of("date,A,B\n1,1,2\n2,1\n") == "p.csv:3: 2 fields, but the header has 3");
  CHECK(problem_of("date,A\n1,1\n") == "p.csv: it needs a column for dates and two for assets");
  CHECK(problem_of("date,A,A\n1,1,1\n") == "p.csv:1: there is a second column 'A'");
  CHECK(problem_of("date,A,B\n2024-01-02,1,1\n2024-01-02,1,1\n") ==
        "p.csv:3: the date 2024-01-02 stands twice; leave one row out");
  CHECK(problem_of("date,A,B\n2024-01-02,1,1\n2024-01-01,1,1\n") ==
        "p.csv:3: the date 2024-01-01 is before that of the row above; sort the rows by date");
  CHECK(problem_of("date,A,B\n,1,1\n") == "p.csv:2: '' in the first column is no date such as 2024-02-29");
  CHECK(problem_of("date,A,B\n1,1,1\n2024-01-01,1,1\n") ==
        "p.csv:3: '2024-01-01' in the first column is no number, as those before are");
  CHECK(problem_of("date,A,B\n1,1,0\n") ==
        "p.csv:2: the price of 'B' is 0 but must be above 0; leave it empty where there is none");
  CHECK(problem_of("date,A,B\n1,1,-3\n") ==
        "p.csv:2: the price of 'B' is -3 but must be above 0; leave it empty where there is none");
  CHECK(problem_of("date,A,B\n1,1,inf\n") ==
        "p.csv:2: the price of 'B' is inf but must be above 0; leave it empty where there is none");
  CHECK(problem_of("date,A,B\n1,1,x\n") == "p.csv:2: 'x' in column 'B' is not a number");
  const TemporaryFolder folder;
  prices::File file = file_of(folder, "date,A,B\n1,1,1\n2,2,2\n");
  file.groups.written = file.groups.resolved = folder.write("g.csv", "name,sector\nX,tech\n");
  CHECK(folder.message([&] { (void)file.make(1); }) ==
        "g.csv: none of the assets stands in it; its first column must hold their names");
}

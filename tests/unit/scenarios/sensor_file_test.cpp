// Sensors out of a CSV: what is read, and every way in which it can be wrong, word for word.
#include "scenarios/sensor_fusion/file.hpp"
#include "scenarios/sensor_fusion/fusion.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/core/temporary_folder.hpp"

using namespace heed;
using namespace heed::scenarios;
using tests::TemporaryFolder;

namespace {

sensors::File file_of(const TemporaryFolder& folder, const std::string& text) {
  sensors::File out;
  out.file.written = out.file.resolved = folder.write("a.csv", text);
  return out;
}

std::string problem_of(const std::string& rows, const std::string& reference = "") {
  const TemporaryFolder folder;
  sensors::File file = file_of(folder, "time,sensor,value,variance\n" + rows);
  file.reference = reference;
  return folder.message([&] { (void)file.make(1); });
}

}  // namespace

TEST_CASE("rows of one time are one moment; who says nothing is missing") {
  const TemporaryFolder folder;
  const auto readings = file_of(folder,
                                "time,sensor,value,variance\n# a remark\n0,b,1.5,0.25\n0,a,2,4\n\n1,a,NA,4\n"
                                "2.5,a,3,4\n2.5,b,,\n")
                            .make(1);
  CHECK(readings->sensors == std::vector<std::string>{"b", "a"});
  REQUIRE(readings->moments() == 3);
  CHECK_FALSE(readings->dated);
  CHECK_FALSE(readings->truth_known);
  Moment moment;
  readings->next(moment);
  CHECK(moment.time == 0);
  CHECK(moment.value == std::vector<double>{1.5, 2});
  CHECK(moment.variance == std::vector<double>{0.25, 4});
  CHECK(std::isnan(moment.truth));
  readings->next(moment);
  CHECK(std::isnan(moment.value[0]));
  CHECK(std::isnan(moment.value[1]));
  readings->next(moment);
  CHECK(moment.time == 2.5);
  CHECK(std::isnan(moment.value[0]));
  CHECK(moment.value[1] == 3);
  CHECK(readings->notes == std::vector<std::string>{
                               "'a.csv': at 1 moment no sensor says anything; estimates stay as they were"});
}

TEST_CASE("times may be dates, one variance may stand for all, and a sensor may be the truth") {
  const TemporaryFolder folder;
  sensors::File file = file_of(folder, "sensor;time;value\na;1970-01-02;1\nr;1970-01-02;1.25\n");
  CHECK(folder.message([&] { (void)file.make(1); }) ==
        "a.csv: there is no column 'variance'; add it, or say the one of all sensors as sensors.variance");
  file.variance = 0.5;
  file.reference = "r";
  const auto readings = file.make(1);
  CHECK(readings->dated);
  CHECK(readings->truth_known);
  CHECK(readings->sensors == std::vector<std::string>{"a"});
  Moment moment;
  readings->next(moment);
  CHECK(moment.time == 86400);
  CHECK(moment.truth == 1.25);
  CHECK(moment.variance == std::vector<double>{0.5});
}

TEST_CASE("very many sensors may speak at one time, and are fused") {
  std::string rows;
  for (int i = 0; i < 20000; ++i) rows += "0,s" + std::to_string(i) + ",1,1\n";
  const TemporaryFolder folder;
  Fusion fusion(FusionSettings{}, file_of(folder, "time,sensor,value,variance\n" + rows).make(1));
  fusion.step();
  CHECK(fusion.fused().size() == 9);
  for (const Fused& fused : fusion.fused()) CHECK(fused.value == 1);
  CHECK(problem_of(rows + "0,s7,1,1\n") ==
        "a.csv:20002: sensor 's7' speaks twice at this time, also on line 9; leave one out, or take their "
        "mean");
}

TEST_CASE("what is wrong with readings is said with line and remedy") {
  CHECK(problem_of("0,a,1\n") == "a.csv:2: 3 fields, but the header has 4");
  CHECK(problem_of("") == "a.csv: there are no readings in it");
  CHECK(problem_of("0,a,1,1\n0,b,2,1\n0,a,3,1\n") ==
        "a.csv:4: sensor 'a' speaks twice at this time, also on line 2; leave one out, or take their mean");
  CHECK(problem_of("0,r,1,1\n0,a,1,1\n0,r,3,1\n", "r") ==
        "a.csv:4: sensor 'r' speaks twice at this time, also on line 2; leave one out, or take their mean");
  CHECK(problem_of("1,a,1,1\n0,a,1,1\n") ==
        "a.csv:3: the time '0' is before that of the row above; sort the rows by time");
  CHECK(problem_of("0,a,1,0\n") ==
        "a.csv:2: the variance of sensor 'a' is 0 but must be above 0: the square of the error it usually "
        "makes");
  CHECK(problem_of("0,a,1,-2\n") ==
        "a.csv:2: the variance of sensor 'a' is -2 but must be above 0: the square of the error it usually "
        "makes");
  CHECK(problem_of("0,a,1,\n") ==
        "a.csv:2: the variance of sensor 'a' is nan but must be above 0: the square of the error it usually "
        "makes");
  CHECK(problem_of("0,a,inf,1\n") ==
        "a.csv:2: the value of sensor 'a' is inf; leave it empty where there is none");
  CHECK(problem_of("0,a,x,1\n") == "a.csv:2: 'x' in column 'value' is not a number");
  CHECK(problem_of("noon,a,1,1\n") ==
        "a.csv:2: the time 'noon' is neither a number nor a date such as 2024-02-29 06:30");
  CHECK(problem_of(",a,1,1\n") ==
        "a.csv:2: the time '' is neither a number nor a date such as 2024-02-29 06:30");
  CHECK(problem_of("nan,a,1,1\n") ==
        "a.csv:2: the time 'nan' is neither a number nor a date such as 2024-02-29 06:30");
  CHECK(problem_of("2024-01-01,a,1,1\n3,a,1,1\n") ==
        "a.csv:3: the time '3' is a number, but those before are dates");
  CHECK(problem_of("0,north,1,1\n", "nroth") ==
        "a.csv: there is no sensor 'nroth' to be the reference (leave sensors.reference empty where there is "
        "none); did you mean 'north'?");
}

// What a checkpoint file holds, and which one is taken.
#include "heed/run/checkpoint.hpp"

#include "heed/core/error.hpp"
#include "heed/core/hash.hpp"
#include "heed/run/kept_state.hpp"

#include <cstring>
#include <fstream>
#include <sstream>

#include "../io/folder.hpp"
#include "catch.hpp"

using namespace heed;
using namespace test_files;

namespace {

/// One of every type that can be carried.
struct Everything {
  std::int64_t whole = 0;
  double real = 0;
  bool flag = false;
  std::string word;
  std::int64_t steps = 0;
  std::vector<std::int32_t> numbers = std::vector<std::int32_t>(3), list;
  std::vector<std::string> words;
  Matrix<float> x = Matrix<float>::Zero(2, 2);

  void carried(Carried& c) {
    c("whole", whole);
    c("real", real);
    c("flag", flag);
    c("word", word);
    c.count("steps", steps, 10);
    c("numbers", numbers);
    c.grows("list", list);
    c.grows("words", words);
    c("x", x);
  }
  Carry carry() {
    return [this](Carried& c) { carried(c); };
  }
};

std::string error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "";
}

Checkpoint at_step(std::int64_t step) {
  return {{{"heed", "1"}, {"run.seed", "7"}}, step, {{"time", 3}, {"snapshot", 1}}, "state"};
}

}  // namespace

TEST_CASE("what is carried is given back as it was, of whatever type") {
  Everything was;
  was.whole = -5;
  was.real = 0.1;
  was.flag = true;
  was.word = std::string("a\0b", 3);
  was.steps = 10;
  was.numbers = {1, 2, 3};
  was.list = {4, 5};
  was.words = {"", "x"};
  was.x << 1, 2, 3, 4;
  Everything is;
  give_back_state(keep_state(was.carry()), is.carry());
  CHECK(is.whole == -5);
  CHECK(is.real == 0.1);
  CHECK(is.flag);
  CHECK(is.word == was.word);
  CHECK(is.steps == 10);
  CHECK(is.numbers == was.numbers);
  CHECK(is.list == was.list);
  CHECK(is.words == was.words);
  CHECK(is.x == was.x);
}

TEST_CASE("a state that was kept of something else is refused, wherever it is cut") {
  Everything all;
  const std::string kept = keep_state(all.carry());
  for (std::size_t length = 0; length < kept.size(); ++length) {
    INFO(length);
    CHECK(!error_of([&] { give_back_state(kept.substr(0, length), all.carry()); }).empty());
  }
  CHECK(error_of([&] { give_back_state(kept + "x", all.carry()); }) ==
        "a checkpoint does not fit this run: it holds more; start over with --force and without --resume");
  double other = 0;
  CHECK(error_of([&] { give_back_state(kept, [&](Carried& c) { c("other", other); }); }) ==
        "a checkpoint does not fit this run: where 'other' should be is something else; start over with "
        "--force and without --resume");
}

TEST_CASE("what is of another length than here is refused, unless it is a list that grows") {
  const std::string begin = "a checkpoint does not fit this run: ",
                    end = "; start over with --force and without --resume";
  std::vector<double> many(2000000), few(3), none;
  const auto showing = [](std::vector<double>& values) {
    return [&values](Carried& c) { c("theta", values); };
  };
  const std::string kept = keep_state(showing(many));
  CHECK(error_of([&] { give_back_state(kept, showing(few)); }) ==
        begin + "'theta' has 2000000 values, but should have 3" + end);
  CHECK(few.size() == 3);
  CHECK(error_of([&] { give_back_state(keep_state(showing(none)), showing(few)); }) ==
        begin + "'theta' has 0 values, but should have 3" + end);
  give_back_state(kept, [&](Carried& c) { c.grows("theta", none); });
  CHECK(none.size() == 2000000);
  Matrix<float> x = Matrix<float>::Zero(4, 2), y = Matrix<float>::Zero(3, 2);
  CHECK(error_of([&] {
          give_back_state(keep_state([&](Carried& c) { c("x", x); }), [&](Carried& c) { c("x", y); });
        }) == begin + "'x' has 8 values, but should have 6" + end);
}

TEST_CASE("a list is not believed to be longer than the bytes there are") {
  std::vector<std::string> words(100);
  std::string kept = keep_state([&](Carried& c) { c.grows("words", words); });
  const std::uint64_t claimed = kept.size();  // of which none takes less than 16 bytes
  std::memcpy(kept.data() + sizeof claimed, &claimed, sizeof claimed);
  CHECK(error_of([&] {
          give_back_state(kept, [&](Carried& c) { c.grows("words", words); });
        }).find("'words' is longer than all there is") != std::string::npos);
}

TEST_CASE("a count is neither negative nor above the most there can be") {
  for (const std::int64_t count : {std::int64_t{-1}, std::int64_t{11}, std::int64_t{10000001}}) {
    std::int64_t is = count;
    const std::string kept = keep_state([&](Carried& c) { c("steps", is); });
    CHECK(error_of([&] { give_back_state(kept, [&](Carried& c) { c.count("steps", is, 10); }); }) ==
          "a checkpoint does not fit this run: 'steps' is " + std::to_string(count) +
              ", but should be from 0 to 10; start over with --force and without --resume");
  }
}

TEST_CASE("a flag is given back as a flag, whatever byte was kept of it") {
  std::uint8_t byte = 7;
  bool flag = false;
  give_back_state(keep_state([&](Carried& c) { c("flag", byte); }), [&](Carried& c) { c("flag", flag); });
  CHECK(keep_state([&](Carried& c) { c("flag", flag); }).back() == 1);
}

TEST_CASE("the newest checkpoint that is whole is taken, and says why another was not") {
  const Folder folder;
  const CheckpointFiles files(folder / "x.h5");
  std::string heard;
  const auto remark = [&heard](const std::string& text) { heard += text; };
  CHECK_FALSE(files.any());
  CHECK_FALSE(files.newest(remark).has_value());
  files.keep(at_step(1));
  files.keep(at_step(2));
  REQUIRE(files.newest(remark).has_value());
  CHECK(heard.empty());
  const Checkpoint newest = *files.newest(remark);
  CHECK(newest.step == 2);
  CHECK(newest.identity == at_step(2).identity);
  CHECK(newest.recorded == at_step(2).recorded);
  CHECK(newest.state == "state");
  const std::string whole = bytes_of(files.path());
  // Cut anywhere, or with a byte changed anywhere, the one before it is taken.
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    for (const std::string& text : {changed, whole.substr(0, at)}) {
      std::ofstream(files.path(), std::ios::binary) << text;
      heard.clear();
      REQUIRE(files.newest(remark).has_value());
      CHECK(files.newest(remark)->step == 1);
      CHECK(heard.find("x.h5.checkpoint' cannot be used: it ") != std::string::npos);
    }
  }
  files.remove();
  CHECK_FALSE(files.any());
}

TEST_CASE("a first checkpoint that a machine left without its name counts once it is whole") {
  const Folder folder;
  const CheckpointFiles files(folder / "x.h5");
  files.keep(at_step(1));
  const std::filesystem::path aside = folder / "x.h5.checkpoint.new";
  std::filesystem::rename(files.path(), aside);
  CHECK(files.any());
  REQUIRE(files.newest([](const std::string&) {}).has_value());
  CHECK(files.newest([](const std::string&) {})->step == 1);
  std::filesystem::resize_file(aside, std::filesystem::file_size(aside) - 1);
  CHECK_FALSE(files.any());
}

TEST_CASE("a checkpoint that cannot be written leaves those there are") {
  const Folder folder;
  const CheckpointFiles files(folder / "x.h5");
  files.keep(at_step(1));
  std::filesystem::create_directory(folder / "x.h5.checkpoint.new");
  CHECK_THROWS_AS(files.keep(at_step(2)), Error);
  REQUIRE(files.newest([](const std::string&) {}).has_value());
  CHECK(files.newest([](const std::string&) {})->step == 1);
}

TEST_CASE("two runs differ in what is named, three things at most") {
  const Identity was{{"heed", "1"}, {"run.seed", "7"}, {"the text of the scenario file", "0123"}};
  CHECK(difference(was, was).empty());
  CHECK(difference(was, {{"heed", "2"}, {"run.seed", "7"}, {"the text of the scenario file", "4567"}}) ==
        "heed was 1 and is 2");
  CHECK(difference({{"the text of the scenario file", "1"}}, {{"the text of the scenario file", "2"}}) ==
        "the text of the scenario file has changed");
  CHECK(difference(was, {{"heed", "1"}, {"the text of the scenario file", "0123"}}) ==
        "run.seed was 7 and is gone");
  CHECK(difference({}, {{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}, {"e", "5"}}) ==
        "a was not there and is 1, b was not there and is 2, c was not there and is 3, and 2 more");
}

// What a checkpoint file holds, and which one is taken.
#include "heed/run/checkpoint.hpp"

#include "heed/core/error.hpp"
#include "heed/core/hash.hpp"
#include "heed/run/kept_state.hpp"

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
  std::vector<std::int32_t> numbers;
  std::vector<std::string> words;
  Matrix<float> x = Matrix<float>::Zero(2, 2);

  void carried(Carried& c) {
    c("whole", whole);
    c("real", real);
    c("flag", flag);
    c("word", word);
    c("numbers", numbers);
    c("words", words);
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
  was.numbers = {1, 2, 3};
  was.words = {"", "x"};
  was.x << 1, 2, 3, 4;
  Everything is;
  give_back_state(keep_state(was.carry()), is.carry());
  CHECK(is.whole == -5);
  CHECK(is.real == 0.1);
  CHECK(is.flag);
  CHECK(is.word == was.word);
  CHECK(is.numbers == was.numbers);
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
        "a checkpoint does not fit this run: it holds more");
  double other = 0;
  CHECK(error_of([&] { give_back_state(kept, [&](Carried& c) { c("other", other); }); }) ==
        "a checkpoint does not fit this run: where 'other' should be is something else");
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

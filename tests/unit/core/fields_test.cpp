// Parameters declared once: ranges and their words, values as TOML, parts that come in kinds.
#include "heed/core/fields.hpp"

#include "heed/core/choice.hpp"
#include "heed/core/error.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace heed::fruits {

struct Apple {
  static constexpr std::string_view summary = "keeps the doctor away";
  double weight = 0.2;
  void fields(Fields& f) { f("weight", weight, above(0), "in kg"); }
};
struct BloodOrange {
  static constexpr std::string_view summary = "has no parameters";
};
using Catalogue = std::tuple<Apple, BloodOrange>;

}  // namespace heed::fruits

namespace {

using Fruit = Choice<fruits::Catalogue>;

/// Writes down what it visits: "name = value" for values, and may put another text in place of a word.
class Notes final : public Fields {
 public:
  std::vector<std::string> lines;
  std::string word;

  void choice(std::string_view name, AnyChoice& choice, std::string_view) override {
    lines.push_back(std::string(name) + " is " + std::string(choice.kind()));
    choice.fields(*this);
  }
  void kinds(AnyChoice& kinds, std::string_view doc) override { choice("kind", kinds, doc); }
  void list(std::string_view, AnyList& list, std::string_view) override {
    for (std::size_t i = 0; i < list.size(); ++i) list.fields(i, *this);
  }

 protected:
  void value(std::string_view name, Place place, const Range& range, std::string_view) override {
    if (!word.empty()) *std::get<std::string*>(place) = word;
    lines.push_back(std::string(name) + " = " + to_toml(place) + " (" + range.says() + ")");
  }
  void group(std::string_view name, std::string_view, const std::function<void(Fields&)>& inner) override {
    lines.push_back("[" + std::string(name) + "]");
    inner(*this);
  }
};

template <class T> std::string as_toml(T value) { return to_toml(Place(&value)); }

}  // namespace

TEST_CASE("a range holds its closed ends, not its open ones, and never NaN") {
  const double infinity = std::numeric_limits<double>::infinity(), nan = std::nan("");
  CHECK(between(0, 1).holds(0));
  CHECK(between(0, 1).holds(1));
  CHECK_FALSE(between(0, 1).holds(std::nextafter(1.0, 2.0)));
  CHECK_FALSE(above(0).holds(0));
  CHECK(above(0).holds(std::numeric_limits<double>::denorm_min()));
  CHECK(at_least(0).holds(0));
  CHECK_FALSE(at_least(0).holds(-1e-300));
  CHECK(any().holds(-infinity));
  CHECK_FALSE(any().holds(nan));
  CHECK_FALSE(above(0).holds(nan));
}

TEST_CASE("a range says itself in words") {
  CHECK(any().says().empty());
  CHECK(above(0).says() == "above 0");
  CHECK(at_least(0.5).says() == "at least 0.5");
  CHECK(between(0, 1).says() == "between 0 and 1");
  CHECK(one_of({"log", "linear"}).says() == "one of log, linear");
  Range open = between(0, 1);
  open.low_open = open.high_open = true;
  CHECK(open.says() == "above 0 and below 1");
  Range most;
  most.high = 3;
  CHECK(most.says() == "at most 3");
}

TEST_CASE("values are written as TOML reads them") {
  CHECK(as_toml(0.2) == "0.2");
  CHECK(as_toml(1.0) == "1.0");
  CHECK(as_toml(-std::numeric_limits<double>::infinity()) == "-inf");
  CHECK(as_toml(std::nan("")) == "nan");
  CHECK(as_toml(std::int64_t{7}) == "7");
  CHECK(as_toml(true) == "true");
  CHECK(as_toml(std::string("a \"b\" \\ c\nd")) == R"("a \"b\" \\ c\nd")");
  CHECK(as_toml(Path{"graph.csv", "/elsewhere/graph.csv"}) == R"("graph.csv")");
  CHECK(as_toml(std::vector<double>{1, 0.5}) == "[1.0, 0.5]");
  CHECK(as_toml(std::vector<std::vector<double>>{{1}, {}}) == "[[1.0], []]");
  CHECK(as_toml(std::vector<std::string>{"a", "b"}) == R"(["a", "b"])");
  CHECK(as_toml(std::vector<Setting>{{"a.b", "2", "here"}}) == R"({ "a.b" = 2 })");
}

TEST_CASE("a number as text is the shortest that reads back as the same") {
  for (const double v : {0.1, 1.0 / 3, 1e-310, 123456789.125, 5e22})
    CHECK(std::strtod(to_text(v).c_str(), nullptr) == v);
  CHECK(to_text(0.1) == "0.1");
  CHECK(to_text(2) == "2");
}

TEST_CASE("the type of a place has a name") {
  double number = 0;
  std::vector<std::int64_t> list;
  std::vector<Setting> settings;
  CHECK(type_name(Place(&number)) == "a number");
  CHECK(type_name(Place(&list)) == "a list of whole numbers");
  CHECK(type_name(Place(&settings)) == "a table of settings");
}

TEST_CASE("an enum is visited as a word, and takes the value of the word it is given") {
  enum class Taste { sweet, sour };
  static constexpr std::array<std::string_view, 2> words{"sweet", "sour"};
  Taste taste = Taste::sweet;
  Notes notes;
  notes.Fields::word("taste", taste, words, "how it tastes");
  CHECK(notes.lines == std::vector<std::string>{R"(taste = "sweet" (one of sweet, sour))"});
  notes.word = "sour";
  notes.Fields::word("taste", taste, words, "how it tastes");
  CHECK(taste == Taste::sour);
  notes.word = "salty";  // a reader reports this; the value stays
  notes.Fields::word("taste", taste, words, "how it tastes");
  CHECK(taste == Taste::sour);
}

TEST_CASE("kinds are named after their types, in snake case, and catalogues after their namespaces") {
  CHECK(kind_name<fruits::Apple>() == "apple");
  CHECK(kind_name<fruits::BloodOrange>() == "blood_orange");
  CHECK(catalogue_name<fruits::Apple>() == "fruits");
}

TEST_CASE("a choice knows its kinds, and begins with the defaults of the kind it is made") {
  Fruit fruit = fruits::Apple{.weight = 3};
  CHECK(fruit.catalogue() == "fruits");
  REQUIRE(fruit.kinds().size() == 2);
  CHECK(fruit.kinds()[1].name == "blood_orange");
  CHECK(fruit.kinds()[1].summary == "has no parameters");
  CHECK(fruit.kind() == "apple");
  CHECK(fruit.get<fruits::BloodOrange>() == nullptr);
  fruit.choose("blood_orange");
  CHECK(fruit.kind() == "blood_orange");
  fruit.choose("apple");
  CHECK(fruit.get<fruits::Apple>()->weight == 0.2);
}

TEST_CASE("a choice refuses a kind that is not in its catalogue, and stays as it was") {
  Fruit fruit = fruits::BloodOrange{};
  CHECK_THROWS_AS(fruit.choose("pear"), Error);
  CHECK(fruit.kind() == "blood_orange");
}

TEST_CASE("a visitor meets the parameters of the present kind, of lists in order") {
  Notes notes;
  Fruit fruit = fruits::Apple{.weight = 0.5};
  notes.choice("fruit", fruit, "");
  CHECK(notes.lines == std::vector<std::string>{"fruit is apple", "weight = 0.5 (above 0)"});
  ChoiceList<fruits::Catalogue> bowl{fruits::BloodOrange{}, fruits::Apple{}};
  bowl.add();  // the first kind of the catalogue
  notes.lines.clear();
  notes.list("bowl", bowl, "");
  CHECK(notes.lines == std::vector<std::string>{"kind is blood_orange", "kind is apple",
                                                "weight = 0.2 (above 0)", "kind is apple",
                                                "weight = 0.2 (above 0)"});
}

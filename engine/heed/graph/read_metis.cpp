#include "heed/core/text_fields.hpp"
#include "heed/core/text_file.hpp"
#include "heed/graph/read_formats.hpp"

#include <numeric>

namespace heed {
namespace {

class MetisReader {
 public:
  MetisReader(const std::string& path, const ReadOptions& options) : file_(path), options_(options) {
    out_.file = path;
    out_.direction = Listing::Direction::mutual;
  }

  Listing read() {
    header();
    std::int64_t agent = 0;
    while (agent < agents_ && next_line()) row(++agent);
    if (agent < agents_)
      throw file_.error("the header says " + counted(agents_, "agent") + ", but there " +
                        (agent == 1 ? "is " : "are ") + counted(agent, "line") + " of neighbours");
    while (next_line())
      if (!trimmed(file_.text()).empty())
        throw file_.error("more lines of neighbours than the " + counted(agents_, "agent") +
                          " of the header");
    check_ties();
    out_.agents.resize(static_cast<std::size_t>(agents_));
    std::iota(out_.agents.begin(), out_.agents.end(), std::int64_t{1});
    for (std::size_t c = 0; c < numbers_.size(); ++c)
      out_.columns.push_back({column_name(c), std::move(numbers_[c])});
    return std::move(out_);
  }

 private:
  bool next_line() {
    while (file_.next())
      if (!file_.text().starts_with('%')) return true;
    return false;
  }

  std::int64_t count(std::string_view word, std::string_view what) {
    const auto value = to_integer(word);
    if (!value || *value < 0)
      throw file_.error("the number of " + std::string(what) + " is '" + std::string(word) +
                        "', and should be a whole number of at least 0");
    return *value;
  }

  /// "agents ties [format [weights per agent]]"; the format is three digits: sizes, agents' and ties'
  /// weights.
  void header() {
    if (!next_line()) throw error_at(file_.path(), 0, "there is no header 'agents ties' in it");
    std::string_view rest = file_.text();
    agents_ = count(next_word(rest), "agents");
    check_agents(agents_, file_.path(), file_.line());
    ties_ = count(next_word(rest), "ties");
    std::string format(next_word(rest));
    if (format.size() > 3 || format.find_first_not_of("01") != format.npos)
      throw file_.error("the format is '" + format + "', and should be up to three digits 0 or 1");
    format.insert(0, 3 - format.size(), '0');
    sizes_ = format[0] == '1';
    weighted_ = format[2] == '1';
    const std::string_view per_agent = next_word(rest);
    const std::int64_t weights =
        per_agent.empty() ? format[1] - '0' : count(per_agent, "weights of an agent");
    if (weights > 1000)
      throw file_.error(std::to_string(weights) + " weights of an agent, at most 1000 are read");
    numbers_.resize(static_cast<std::size_t>(weights) + (sizes_ ? 1 : 0));
  }

  void row(std::int64_t agent) {
    std::string_view rest = file_.text();
    for (auto& numbers : numbers_) {
      const std::string_view word = next_word(rest);
      const auto value = to_number(word);
      if (!value) throw file_.error("'" + std::string(word) + "' where a weight of the agent should be");
      numbers.push_back(*value);
    }
    for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
      const auto heard = to_integer(word);
      if (!heard || *heard < 1 || *heard > agents_)
        throw file_.error("the neighbour '" + std::string(word) + "' is not a whole number from 1 to " +
                          std::to_string(agents_));
      out_.pairs.push_back({agent, *heard});
      selves_ += *heard == agent;
      if (weighted_) weight(next_word(rest), *heard);
    }
  }

  void weight(std::string_view word, std::int64_t heard) {
    if (word.empty()) throw file_.error("the neighbour " + std::to_string(heard) + " has no weight after it");
    if (options_.weights) out_.weights.push_back(read_weight(word, file_.path(), file_.line()));
  }

  /// Each tie is listed twice; ties of an agent with itself are listed once or twice, as programs differ.
  void check_ties() const {
    const auto listed = static_cast<std::int64_t>(out_.pairs.size());
    const std::int64_t others = listed - selves_;
    const bool twice = others % 2 == 0 && ties_ >= others / 2 && ties_ <= others / 2 + selves_;
    if (twice || (options_.directed && ties_ == listed)) return;
    throw error_at(file_.path(), 0,
                   "the header says " + counted(ties_, "tie") + ", each listed twice, but " +
                       counted(listed, "neighbour") + (listed == 1 ? " is" : " are") + " listed");
  }

  std::string column_name(std::size_t c) const {
    if (sizes_ && c == 0) return "vertex_size";
    const std::size_t number = c + (sizes_ ? 0 : 1);
    return number == 1 ? "vertex_weight" : "vertex_weight_" + std::to_string(number);
  }

  TextFile file_;
  const ReadOptions& options_;
  Listing out_;
  std::int64_t agents_ = 0, ties_ = 0, selves_ = 0;
  bool sizes_ = false, weighted_ = false;
  std::vector<std::vector<double>> numbers_;  // sizes and weights of the agents
};

}  // namespace

Listing read_metis(const std::string& path, const ReadOptions& options) {
  return MetisReader(path, options).read();
}

}  // namespace heed

#include "heed/core/limits.hpp"
#include "heed/graph/read_cursor.hpp"
#include "heed/graph/read_formats.hpp"
#include "heed/graph/read_nodes.hpp"
#include "heed/graph/read_xml.hpp"

#include <optional>

namespace heed {
namespace {

/// Lists inside lists, beyond which a file is refused.
constexpr int deepest = limit::nesting;

class GmlReader {
 public:
  GmlReader(const std::string& path, const ReadOptions& options) : cursor_(path), nodes_(path, options) {}

  Listing read() {
    bool found = false;
    for (std::string key; next_key(key, "the file");) {
      if (key == "graph" && found) throw cursor_.error("there is a second graph; heed reads one from a file");
      if (key == "graph") {
        found = true;
        open_list(key);
        graph();
      } else {
        value(key, nullptr, 0);
      }
    }
    if (!found) throw error_at(cursor_.path(), 0, "there is no 'graph [' in it");
    for (const Edge& e : edges_) nodes_.edge(e.source, e.target, directed_, e.line, e.weight);
    return nodes_.listing();
  }

 private:
  struct Edge {
    std::string source, target;
    std::size_t line;
    std::optional<double> weight;
  };

  /// Blanks, and comments from '#' to the end of the line.
  void skip_blanks() {
    for (cursor_.skip_blanks(); cursor_.peek() == '#'; cursor_.skip_blanks())
      cursor_.take_while([](char c) { return c != '\n'; });
  }

  std::string_view word() {
    return cursor_.take_while(
        [](char c) { return !ReadCursor::is_blank(c) && c != '[' && c != ']' && c != '"'; });
  }

  /// The next key of a list; false at its end, which is the end of the file for the outermost.
  bool next_key(std::string& key, const std::string& list, std::size_t opened = 0) {
    skip_blanks();
    if (cursor_.at_end()) {
      if (opened == 0) return false;
      throw error_at(cursor_.path(), opened, "'" + list + " [' is not closed before the end of the file");
    }
    if (cursor_.peek() == ']') {
      if (opened == 0) throw cursor_.error("']' closes nothing");
      cursor_.take();
      return false;
    }
    key = word();
    if (key.empty()) throw cursor_.error(std::string("'") + cursor_.peek() + "' where a key should be");
    return true;
  }

  void open_list(const std::string& key) {
    skip_blanks();
    if (cursor_.peek() != '[') throw cursor_.error("'[' is missing after '" + key + "'");
    cursor_.take();
  }

  /// Reads what follows a key, into the record when there is one; a list adds its keys behind a dot.
  void value(const std::string& key, ReadRecord* record, int depth) {
    skip_blanks();
    const std::size_t line = cursor_.line();
    if (cursor_.peek() == '[') {
      if (depth == deepest)
        throw cursor_.error("lists inside lists are deeper than " + std::to_string(deepest));
      cursor_.take();
      for (std::string inner; next_key(inner, key, line);) {
        if (record && key.size() + inner.size() >= limit::name_bytes)
          throw cursor_.error("the keys of the lists here make a name longer than " +
                              std::to_string(limit::name_bytes) + " bytes");
        value(record ? key + "." + inner : inner, record, depth + 1);
      }
      return;
    }
    std::string text;
    if (cursor_.peek() == '"') {
      cursor_.take();
      text = decoded_lenient(cursor_.take_until("\"", "the text"));
    } else {
      text = word();
      if (text.empty()) throw cursor_.error("there is no value after '" + key + "'");
    }
    if (record) nodes_.add(*record, key, std::move(text));
  }

  /// The attributes in a list whose keys are used, as `is_used(key)` says.
  template <class Used> ReadRecord record(const std::string& list, Used is_used) {
    ReadRecord out;
    out.line = cursor_.line();
    open_list(list);
    for (std::string key; next_key(key, list, out.line);) value(key, is_used(key) ? &out : nullptr, 0);
    return out;
  }

  std::string needed(const ReadRecord& record, std::string_view name, std::string_view what) {
    if (const std::string* found = record.find(name)) return *found;
    throw error_at(cursor_.path(), record.line, std::string(what) + " has no '" + std::string(name) + "'");
  }

  void node(const std::string& key) {
    const ReadRecord node = record(key, [](const std::string&) { return true; });
    nodes_.node(needed(node, "id", "a node"), node);
  }

  void edge(const std::string& key) {
    const ReadRecord edge = record(
        key, [this](const std::string& k) { return k == "source" || k == "target" || nodes_.weighs(k); });
    edges_.push_back({needed(edge, "source", "an edge"), needed(edge, "target", "an edge"), edge.line,
                      nodes_.weight(edge)});
  }

  void graph() {
    const std::size_t opened = cursor_.line();
    for (std::string key; next_key(key, "graph", opened);) {
      if (key == "node") {
        node(key);
      } else if (key == "edge") {
        edge(key);
      } else if (key == "directed") {
        ReadRecord said;
        value(key, &said, deepest);
        directed_ = !said.values.empty() && said.values[0].second == "1";
      } else {
        value(key, nullptr, 0);
      }
    }
  }

  ReadCursor cursor_;
  ReadNodes nodes_;
  std::vector<Edge> edges_;  // kept until it is known whether they are directed
  bool directed_ = false;
};

}  // namespace

Listing read_gml(const std::string& path, const ReadOptions& options) {
  return GmlReader(path, options).read();
}

}  // namespace heed

#pragma once
#include "heed/graph/listing.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace heed {

/// The attributes of a node or an edge as written, and the line where it begins.
struct ReadRecord {
  std::size_t line = 0;
  std::vector<std::pair<std::string, std::string>> values;

  /// The value of that name, the last one when there are several; null when there is none.
  const std::string* find(std::string_view name) const;
};

/// Gathers the nodes and edges of formats that declare their nodes (GML, GraphML).
class ReadNodes {
 public:
  ReadNodes(std::string file, const ReadOptions& options);

  /// A node with its attributes. Throws Error (data) when there is one of that id already.
  void node(const std::string& id, const ReadRecord& attributes);
  /// An edge; its weight is the attribute "weight", else "value", else 1.
  void edge(const std::string& source, const std::string& target, bool directed,
            const ReadRecord& attributes);

  /// All that was gathered. Throws Error (data) when an edge names a node that was not declared.
  Listing listing();

 private:
  struct Node {
    std::size_t declared = 0, mentioned = 0;  ///< the lines of the node and of the first edge that names it
  };

  std::int64_t place(const std::string& id);
  std::int64_t end_of(const std::string& id, std::size_t line);
  void set(std::size_t node, const std::string& name, const std::string& value);
  /// Every attribute takes room for every node. Throws Error (data) where a small file asks for too much.
  void check_size() const;
  void add_pair(std::int64_t hearer, std::int64_t heard, double weight);

  const ReadOptions& options_;
  Listing out_;
  std::unordered_map<std::string, std::int64_t> places_;
  std::vector<Node> nodes_;
  std::unordered_map<std::string, std::size_t> column_;
  std::vector<std::string> column_names_;
  std::vector<std::vector<std::string>> column_values_;
  std::size_t most_values_;     ///< of all columns
  std::vector<bool> directed_;  ///< of each tie
  bool weighted_ = false;
};

}  // namespace heed

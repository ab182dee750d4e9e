#pragma once
#include "heed/graph/listing.hpp"

#include <string>

namespace heed {

// One reader for each format, in the file of its name. All throw Error (data) with file and line.

/// A line "a b" or "a b weight" for each tie, ids whole numbers of at least 0 or texts, as SNAP has them.
/// Lines that begin with '#', '%' or '//' are comments; the first line may name the columns.
Listing read_edges(const std::string& path, const ReadOptions& options);

/// Himsolt 1997; attributes inside attributes get names such as "graphics.x".
Listing read_gml(const std::string& path, const ReadOptions& options);

/// Brandes et al. 2002; without hyperedges, ports and graphs inside nodes.
Listing read_graphml(const std::string& path, const ReadOptions& options);

/// Karypis and Kumar 1998, manual section 4.1.1; weights of vertices become columns.
Listing read_metis(const std::string& path, const ReadOptions& options);

/// Boisvert, Pozo, Remington 1996; a square coordinate matrix, entry (i, j) is the tie "i j".
Listing read_matrix_market(const std::string& path, const ReadOptions& options);

}  // namespace heed

#pragma once
#include <cstddef>
#include <cstdint>

/// The most that heed takes of a file before it says no, in one place. What a file says of its own size is
/// believed up to here, and never beyond what its length can hold. There is no limit to ties but memory:
/// reading an edge list takes some 80 bytes a line.
namespace heed::limit {

inline constexpr std::size_t mib = std::size_t{1} << 20;

inline constexpr std::int64_t agents = 2147483646;       ///< of a network: 2^31 - 2
inline constexpr std::size_t line_bytes = 256 * mib;     ///< a line of a text file, as it is uncompressed
inline constexpr std::size_t text_bytes = 1024 * mib;    ///< a GML or GraphML file, which is held whole
inline constexpr std::size_t scenario_bytes = 16 * mib;  ///< a scenario file
inline constexpr int nesting = 64;               ///< lists in lists, elements in elements, keys in keys
inline constexpr std::size_t fields = 1000000;   ///< of a line of a table
inline constexpr std::size_t name_bytes = 1000;  ///< of a name that a GML file makes of lists in lists
/// Values, such as fields of a table or agents times columns, that are believed of a file of so many bytes;
/// of the attributes of nodes their bytes, too.
inline constexpr std::size_t values(std::size_t file_bytes) { return 10000000 + 64 * file_bytes; }
inline constexpr int threads = 4096;
inline constexpr std::int64_t points = 10000000;  ///< of a sweep
inline constexpr std::int64_t runs = 10000000;    ///< of a sweep, and values of its parameters at its points

inline constexpr int hdf5_nesting = 8;                     ///< groups in groups
inline constexpr std::size_t hdf5_objects = 100000;        ///< members of a group
inline constexpr std::size_t hdf5_chunk_bytes = 16 * mib;  ///< the pieces of a compressed array
/// Values of an array read in one piece, where the file has fewer bytes than that: only compressed ones can.
inline constexpr std::size_t hdf5_numbers = 256 * mib;
/// Memory for opening a file, beside twice its length.
inline constexpr std::size_t hdf5_memory = 4096 * mib;

}  // namespace heed::limit

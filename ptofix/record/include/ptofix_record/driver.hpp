// Launches a kernel on the host: its arguments are arrays that lie far apart, or numbers.
#pragma once

#include "ptofix_record/core.hpp"

#include <csignal>
#include <pthread.h>
#include <sys/mman.h>
#include <tuple>
#include <ucontext.h>

namespace ptofix_record {

// What a launch is given for one parameter, from a line `NAME KIND VALUE`: a file of bytes, or a number.
struct Given {
    std::string name, kind, value;
};
inline std::vector<Given> given;
inline unsigned seconds = 0;  // that the kernel may take

constexpr std::size_t MAPPED = REACH;  // bytes of an argument that the host may read

inline void* mapped(std::size_t address, const std::string& file) {
    void* made = mmap(
        reinterpret_cast<void*>(address), MAPPED, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0
    );
    if (made != reinterpret_cast<void*>(address)) refuse("no memory for the arguments on this machine");
    if (file != "-") {
        FILE* in = std::fopen(file.c_str(), "rb");
        if (in == nullptr || (std::fread(made, 1, MAPPED, in) == 0 && std::ferror(in))) refuse("cannot read " + file);
        std::fclose(in);
    }
    return made;
}

template <typename T>
T argument(std::size_t index) {
    if (index >= given.size()) refuse("the kernel has more parameters than its text shows");
    const Given& one = given[index];
    if constexpr (std::is_pointer_v<T>) {
        using Element = std::remove_cv_t<std::remove_pointer_t<T>>;
        std::string element = "uint8_t";
        std::size_t size = 1;
        if constexpr (std::is_arithmetic_v<Element> || std::is_same_v<Element, half> || std::is_same_v<Element, bfloat16_t>) {
            element = type_text<Element>(), size = sizeof(Element);
        }
        arguments.push_back({one.name, element, argument_address(index), size});
        std::fprintf(run.out, "P\t__gm__ %s* %s\t\n", element.c_str(), one.name.c_str());
        if (one.kind == "number") refuse("the parameter `" + one.name + "` is a pointer: --arguments gives it a number");
        return static_cast<T>(mapped(argument_address(index), one.value));
    } else {
        std::fprintf(run.out, "P\t%s %s\t\n", type_text<T>().c_str(), one.name.c_str());
        if (one.kind != "number") {
            refuse("the parameter `" + one.name + "` has the type " + type_text<T>() + ": give its value in --arguments FILE");
        }
        if constexpr (std::is_floating_point_v<T> || std::is_same_v<T, half> || std::is_same_v<T, bfloat16_t>) {
            return static_cast<T>(std::strtod(one.value.c_str(), nullptr));
        } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
            return static_cast<T>(std::strtoll(one.value.c_str(), nullptr, 0));
        } else {
            refuse("the parameter `" + one.name + "` is neither a pointer nor a number");
        }
    }
}

template <typename... T, std::size_t... I>
void launched(void (*kernel)(T...), std::index_sequence<I...>) {
    std::tuple<T...> values{argument<T>(I)...};
    std::apply(kernel, values);
}

// `kernel<<<blocks, …>>>(…)` of a function of the host, which is rewritten to this: the one launch that is recorded.
template <typename... T>
auto launch(void (*kernel)(T...), long long blocks) {
    return [=](T... values) {
        static long long before = 0, names = 0;
        if (names != 0) refuse("the function starts more than one kernel: name one of them with --entry");
        before = run.left;
        run.blocks = blocks;
        run.outermost = __builtin_frame_address(0);  // places begin with the kernel
        kernel(values...);
        names = run.left != before;
    };
}

// The instruction that was interrupted, where the machine is one of these.
inline std::string interrupted([[maybe_unused]] const void* context) {
    std::size_t at = 0;
#if defined(__x86_64__)
    at = static_cast<std::size_t>(static_cast<const ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
#elif defined(__aarch64__)
    at = static_cast<std::size_t>(static_cast<const ucontext_t*>(context)->uc_mcontext.pc);
#endif
    char text[32];
    std::snprintf(text, sizeof text, " %zx", at);
    return text;
}

inline void fault(int, siginfo_t* info, void* context) {
    const auto address = reinterpret_cast<std::size_t>(info->si_addr);
    refuse(
        address < ON_CHIP
            ? "on-chip memory at " + std::to_string(address) + " is read or written on the host, which has none"
            : "memory is read or written on the host that no argument of the kernel is",
        interrupted(context)
    );
}

inline void too_late(int, siginfo_t*, void* context) {
    if (run.writes) return (void)alarm(1);
    refuse("the kernel has run for " + std::to_string(seconds) + " seconds: is there a loop without an end?", interrupted(context));
}

inline void handle(int number, void (*handler)(int, siginfo_t*, void*)) {
    struct sigaction action = {};
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO;
    sigaction(number, &action, nullptr);
}

// Whether the host has read or written an argument that holds zeros: its pages are there then.
inline bool is_touched(const Argument& one) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    std::vector<unsigned char> there(MAPPED / page);
    if (mincore(reinterpret_cast<void*>(one.address), MAPPED, there.data()) != 0) return true;
    return std::any_of(there.begin(), there.end(), [](unsigned char byte) { return (byte & 1) != 0; });
}

inline void say_what_is_touched() {
    for (const Argument& one : arguments) {
        const auto is = [&](const Given& two) { return two.name == one.name && two.kind != "array"; };
        if (std::any_of(given.begin(), given.end(), is) && is_touched(one)) line('M', one.name, "");
    }
}

template <typename... T>
int driven(void (*kernel)(T...), char** words) {
    run.out = std::fopen(words[1], "w");
    if (run.out == nullptr) return 4;
    run.left = std::atoll(words[2]);
    run.block = std::atoll(words[3]);
    run.blocks = std::atoll(words[4]);
    run.subblock = std::atoll(words[5]);
    seconds = static_cast<unsigned>(std::atoi(words[6]));
    for (char** word = words + 7; word[0] != nullptr; word += 3) given.push_back({word[0], word[1], word[2]});
    run.outermost = __builtin_frame_address(0);
    handle(SIGSEGV, fault);
    handle(SIGBUS, fault);
    handle(SIGALRM, too_late);
    alarm(seconds);
    launched(kernel, std::index_sequence_for<T...>());
    say_what_is_touched();
    line('Z', "end", "");
    return std::fclose(run.out) == 0 ? 0 : 4;
}

}  // namespace ptofix_record

extern "C" int pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*) noexcept {
    ptofix_record::refuse("a thread is started: a recording is of one core");
}

#include "python_torch.h"

#include <cerrno>
#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace exitscope::bench {

namespace {

constexpr const char* script = R"py(
import sys, time
import torch
from torch import nn

layers, hidden, heads, inner, vocabulary, positions, classes, batch = map(int, sys.argv[2:10])
dropout = float(sys.argv[10])
torch.set_num_threads(1)
torch.manual_seed(1)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))
        self.output, self.up, self.down = nn.Linear(hidden, hidden), nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.first, self.second = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        def split(t):
            return t.view(t.size(0), t.size(1), heads, hidden // heads).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / (hidden // heads) ** 0.5 + mask
        mixed = self.dropout(scores.softmax(-1)) @ split(self.value(x))
        h = self.first(x + self.dropout(self.output(mixed.transpose(1, 2).reshape(x.shape))))
        return self.second(h + self.dropout(self.down(nn.functional.gelu(self.up(h)))))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, hidden), nn.Embedding(positions, hidden)
        self.types, self.norm = nn.Embedding(2, hidden), nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.poolers = nn.ModuleList(nn.Linear(hidden, hidden) for _ in range(layers))
        self.classifiers = nn.ModuleList(nn.Linear(hidden, classes) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, mask):
        places = torch.arange(ids.size(1))
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.types(torch.zeros_like(ids))))
        logits = []
        for layer, pooler, classifier in zip(self.layers, self.poolers, self.classifiers):
            x = layer(x, mask)
            logits.append(classifier(self.dropout(torch.tanh(pooler(x[:, 0])))))
        return logits


model = Model()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, weight_decay=0.01)
with open(sys.argv[1]) as file:
    given = [int(line) for line in file]


def batches(lengths):
    return [lengths[first:first + batch] for first in range(0, len(lengths), batch)]


def step(lengths):
    longest = max(lengths)
    ids = torch.randint(0, vocabulary, (len(lengths), longest))
    real = torch.arange(longest)[None, :] < torch.tensor(lengths)[:, None]
    mask = torch.zeros(real.shape).masked_fill(~real, -1e9)[:, None, None, :]
    labels = torch.randint(0, classes, (len(lengths),))
    optimizer.zero_grad()
    loss = sum(nn.functional.cross_entropy(logits, labels) for logits in model(ids, mask))
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


print(torch.__version__.split("+")[0], flush=True)
for request in sys.stdin:
    lengths = sorted(given) if request.strip() == "sorted" else given
    start = time.process_time()
    for each in batches(lengths):
        step(each)
    print(1e3 * (time.process_time() - start), flush=True)
)py";

std::FILE* opened(int descriptor, const char* mode)
{
    std::FILE* file = ::fdopen(descriptor, mode);
    if (!file)
        throw std::runtime_error("cannot talk to python3");
    return file;
}

} // namespace

PythonTorch::PythonTorch(const std::filesystem::path& folder, const Shape& shape, const Sequences& sequences)
{
    std::ofstream(folder / "step.py") << script;
    std::ofstream lengths(folder / "lengths.txt");
    for (const auto& sequence : sequences)
        lengths << sequence.size() << '\n';
    lengths.close();
    std::vector<std::string> arguments { (folder / "step.py").string(), (folder / "lengths.txt").string() };
    for (const std::int64_t number : { shape.layers, shape.hidden, shape.heads, shape.feedForward, shape.vocabulary,
             shape.positions, shape.classes, shape.batch })
        arguments.push_back(std::to_string(number));
    arguments.push_back(std::to_string(shape.dropout));
    for (const char* python : { "python3", "/usr/bin/python3" }) { // the system's own may not be the first one
        start(python, arguments);
        m_version = m_child > 0 ? readLine() : std::string();
        if (!m_version.empty())
            return;
        end();
    }
}

PythonTorch::~PythonTorch()
{
    end();
}

void PythonTorch::start(const char* python, std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), python);
    std::vector<char*> argv;
    for (auto& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    int requests[2], answers[2];
    if (::pipe2(requests, O_CLOEXEC) != 0 || ::pipe2(answers, O_CLOEXEC) != 0)
        throw std::runtime_error("cannot make a pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, requests[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, answers[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int failure = ::posix_spawnp(&m_child, python, &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(requests[0]);
    ::close(answers[1]);
    m_requests = opened(requests[1], "w");
    m_answers = opened(answers[0], "r");
    if (failure != 0)
        m_child = -1;
}

void PythonTorch::end()
{
    if (!m_requests)
        return;
    std::fclose(m_requests); // the end of its requests is its end
    std::fclose(m_answers);
    m_requests = m_answers = nullptr;
    int status = 0;
    while (m_child > 0 && ::waitpid(m_child, &status, 0) < 0 && errno == EINTR) { }
    m_child = -1;
}

std::string PythonTorch::readLine()
{
    char text[128];
    if (!std::fgets(text, sizeof text, m_answers))
        return {};
    std::string line = text;
    while (!line.empty() && line.back() == '\n')
        line.pop_back();
    return line;
}

double PythonTorch::milliseconds(Order order)
{
    std::fputs(order == Order::ByLength ? "sorted\n" : "given\n", m_requests);
    std::fflush(m_requests);
    const std::string line = readLine();
    if (line.empty())
        throw std::runtime_error("the step in Python ended early");
    return std::stod(line);
}

} // namespace exitscope::bench

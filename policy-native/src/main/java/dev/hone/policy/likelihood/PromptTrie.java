package dev.hone.policy.likelihood;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Known prompts as a tree of their tokens: what two prompts begin with alike is scored once.
///
/// Only branchings tell prompts apart. The tree keeps a node as an input to the network when the
/// network is asked there, at a branching, or further down; the rest of a prompt is never computed.
/// Prompts are told apart by at most the layout's prompt slots.
public final class PromptTrie {

    private static final int ROOT = -1;

    /// A branching: the network chooses there between several tokens.
    ///
    /// @param node index into the inputs, or -1 for the slot before the prompt
    /// @param tokens the next tokens that known prompts have, ascending by first occurrence
    public record Branching(int node, int[] tokens) {}

    /// One choice on the way to a prompt.
    ///
    /// @param branching index into [#branchings()]
    /// @param choice index into that branching's tokens
    public record Choice(int branching, int choice) {}

    private final List<Integer> inputTokens = new ArrayList<>();
    private final List<Integer> inputParents = new ArrayList<>();
    private final List<Integer> inputDepths = new ArrayList<>();
    private final List<Branching> branchings = new ArrayList<>();
    private final List<List<Choice>> paths = new ArrayList<>();

    /// @param prompts tokens with their end; two may be equal
    /// @param limit tokens of a prompt that are looked at
    public PromptTrie(List<int[]> prompts, int limit) {
        Node root = new Node(-1, null, 0);
        List<Node> ends = new ArrayList<>();
        for (int[] prompt : prompts) {
            Node node = root;
            for (int i = 0; i < Math.min(prompt.length, limit); i++) {
                node = node.child(prompt[i]);
            }
            ends.add(node);
        }
        root.number(this);
        for (Node end : ends) {
            List<Choice> path = new ArrayList<>();
            for (Node node = end; node.parent != null; node = node.parent) {
                if (node.parent.branching >= 0) {
                    path.addFirst(new Choice(node.parent.branching, node.parent.indexOf(node)));
                }
            }
            paths.add(path);
        }
    }

    /// Tokens the network has to read after the query.
    public int inputs() {
        return inputTokens.size();
    }

    public int token(int input) {
        return inputTokens.get(input);
    }

    /// The input before this one, or -1 for the first token of a prompt. Parents come first.
    public int parent(int input) {
        return inputParents.get(input);
    }

    /// 0 for the first token of a prompt.
    public int depth(int input) {
        return inputDepths.get(input);
    }

    public List<Branching> branchings() {
        return branchings;
    }

    /// The choices that lead to a prompt.
    public List<Choice> path(int prompt) {
        return paths.get(prompt);
    }

    private static final class Node {
        final int token;
        final @Nullable Node parent;
        final int depth;
        final Map<Integer, Node> children = new LinkedHashMap<>();
        int branching = -1;
        int input = ROOT;

        Node(int token, @Nullable Node parent, int depth) {
            this.token = token;
            this.parent = parent;
            this.depth = depth;
        }

        Node child(int next) {
            return children.computeIfAbsent(next, t -> new Node(t, this, depth + 1));
        }

        int indexOf(Node child) {
            return new ArrayList<>(children.values()).indexOf(child);
        }

        boolean leadsToBranching() {
            return children.size() > 1
                    || children.values().stream().anyMatch(Node::leadsToBranching);
        }

        void number(PromptTrie trie) {
            if (!leadsToBranching()) {
                return;
            }
            if (parent != null) {
                input = trie.inputTokens.size();
                trie.inputTokens.add(token);
                trie.inputParents.add(parent.input);
                trie.inputDepths.add(depth - 1);
            }
            if (children.size() > 1) {
                branching = trie.branchings.size();
                int[] tokens = children.keySet().stream().mapToInt(t -> t).toArray();
                trie.branchings.add(new Branching(input, tokens));
            }
            children.values().forEach(child -> child.number(trie));
        }
    }
}

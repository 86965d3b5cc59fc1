package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts boxes into the blocks they were defined in. */
final class BlockTree {
    private final Map<String, BlockTree> inner = new LinkedHashMap<>();
    private final List<Integer> boxes = new ArrayList<>();

    /** @param scopes the names of its blocks, outermost first */
    void add(List<String> scopes, int box) {
        BlockTree at = this;
        for (String scope : scopes) {
            at = at.inner.computeIfAbsent(scope, name -> new BlockTree());
        }
        at.boxes.add(box);
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        inner.forEach((name, tree) -> blocks.add(new Block(BoxText.label(name), tree.boxes, tree.blocks())));
        return blocks;
    }
}

<?php
/* What the best known SEO plugins print: description, Open Graph, and one graph of JSON-LD. */
function paper_description() {
    $post = get_post();
    return has_excerpt($post) ? wp_strip_all_tags($post->post_excerpt) : '';
}

function paper_first_words() {
    return html_entity_decode(wp_trim_words(wp_trim_excerpt('', get_post()), 30, '…'));
}

function paper_tags() {
    $post = get_post();
    $writer = get_the_author_meta('display_name', $post->post_author);
    $described = paper_description();
    yield 'description' => $described;
    yield 'og:locale' => 'ar_AR';
    yield 'og:type' => 'article';
    yield 'og:title' => $post->post_title . ' - ' . get_bloginfo('name');
    yield 'og:description' => $described ?: paper_first_words();
    yield 'og:url' => get_permalink();
    yield 'og:site_name' => get_bloginfo('name');
    yield 'article:published_time' => get_post_time('c', true);
    if ($post->post_modified !== $post->post_date) {
        yield 'article:modified_time' => get_post_modified_time('c', true);
    }
    yield 'author' => $writer;
    yield 'twitter:card' => 'summary_large_image';
    yield 'twitter:label1' => 'كُتب بواسطة';
    yield 'twitter:data1' => $writer;
    yield 'twitter:label2' => 'وقت القراءة المُقدّر';
    yield 'twitter:data2' => '3 دقائق';
}

function paper_graph() {
    $post = get_post();
    $url = get_permalink();
    $section = get_the_category()[0];
    $writer = ['@id' => home_url("/#/schema/person/$post->post_author")];
    $crumbs = [['الرئيسية', home_url('/')], [$section->name, get_term_link($section)], [$post->post_title, null]];
    $article = [
        '@type' => 'NewsArticle', '@id' => "$url#article", 'isPartOf' => ['@id' => $url],
        'author' => ['name' => get_the_author_meta('display_name', $post->post_author)] + $writer,
        'headline' => $post->post_title, 'datePublished' => get_post_time('c', true),
        'dateModified' => get_post_modified_time('c', true), 'mainEntityOfPage' => ['@id' => $url],
        'wordCount' => 240, 'publisher' => ['@id' => home_url('/#organization')],
        'keywords' => wp_list_pluck(get_the_tags() ?: [], 'name'), 'articleSection' => [$section->name],
        'inLanguage' => 'ar',
    ];
    $page = [
        '@type' => 'WebPage', '@id' => $url, 'url' => $url, 'name' => "$post->post_title - " . get_bloginfo('name'),
        'isPartOf' => ['@id' => home_url('/#website')], 'datePublished' => get_post_time('c', true),
        'description' => paper_description(), 'breadcrumb' => ['@id' => "$url#breadcrumb"], 'inLanguage' => 'ar',
    ];
    $list = array_map(fn($at, $crumb) => array_filter([
        '@type' => 'ListItem', 'position' => $at + 1, 'name' => $crumb[0], 'item' => $crumb[1],
    ]), array_keys($crumbs), $crumbs);
    return [$article, array_filter($page),
        ['@type' => 'BreadcrumbList', '@id' => "$url#breadcrumb", 'itemListElement' => $list],
        ['@type' => 'WebSite', '@id' => home_url('/#website'), 'url' => home_url('/'), 'name' => get_bloginfo('name'),
            'description' => get_bloginfo('description'), 'inLanguage' => 'ar'],
        ['@type' => 'Organization', '@id' => home_url('/#organization'), 'name' => get_bloginfo('name')],
        ['@type' => 'Person', 'name' => get_the_author_meta('display_name', $post->post_author)] + $writer];
}

add_action('wp_head', function () {
    if (!is_singular('post') || post_password_required()) {
        return;
    }
    foreach (paper_tags() as $name => $value) {
        if ($value !== '') {
            $kind = preg_match('/^(og|article):/', $name) ? 'property' : 'name';
            printf("<meta %s=\"%s\" content=\"%s\" />\n", $kind, $name, esc_attr($value));
        }
    }
    $graph = ['@context' => 'https://schema.org', '@graph' => paper_graph()];
    echo '<script type="application/ld+json" class="seo-schema-graph">',
        wp_json_encode($graph, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "</script>\n";
}, 1);
add_filter('document_title_separator', fn() => '-');
